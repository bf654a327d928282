package io.belfry.spring.broadcast;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.spring.jpa.EntityBroadcasts;
import io.belfry.spring.start.StartRefused;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Entities that announce their own changes, where the application has Hibernate. */
@AutoConfiguration(before = BelfryAutoConfiguration.class)
@ConditionalOnClass({
    EntityManagerFactory.class,
    SessionFactoryImplementor.class,
    TransactionSynchronizationManager.class
})
public class BelfryJpaAutoConfiguration {

    /** Made by Spring. */
    BelfryJpaAutoConfiguration() {}

    /** The broadcaster is there later than the entities: its queue may be in their database. */
    @Bean
    @ConditionalOnMissingBean
    static EntityBroadcasts belfryEntityBroadcasts(ObjectProvider<Broadcaster> broadcaster) {
        return new EntityBroadcasts(broadcaster::getObject);
    }

    @Bean
    static FactoryListening belfryFactoryListening(ObjectProvider<EntityBroadcasts> broadcasts) {
        return new FactoryListening(broadcasts);
    }

    @Bean
    Announcements belfryEntityAnnouncements(EntityBroadcasts broadcasts) {
        return broadcasts::announcements;
    }

    /** Finds the factories, whoever has made them. */
    static final class FactoryListening implements BeanPostProcessor {
        private final ObjectProvider<EntityBroadcasts> broadcasts;

        FactoryListening(ObjectProvider<EntityBroadcasts> broadcasts) {
            this.broadcasts = broadcasts;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof EntityManagerFactory factory) {
                try {
                    broadcasts.getObject().listenTo(factory);
                } catch (IllegalArgumentException e) {
                    String why = String.valueOf(e.getMessage());
                    throw new StartRefused("@BroadcastEntity", why, "Change the entity.");
                }
            }
            return bean;
        }
    }
}
