package io.belfry.spring.broadcast;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.spring.UnwrittenWork;
import io.belfry.spring.jpa.EntityBroadcasts;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaDialect;
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
        return new FactoryListening(
                "@BroadcastEntity", factory -> broadcasts.getObject().listenTo(factory));
    }

    @Bean
    Announcements belfryEntityAnnouncements(EntityBroadcasts broadcasts) {
        return broadcasts::announcements;
    }

    /** Of a transaction that has entities; the failure of one is told as that of its commit. */
    @Bean
    @ConditionalOnClass(EntityManagerHolder.class)
    UnwrittenWork belfryUnwrittenEntities(ObjectProvider<EntityManagerFactory> factories) {
        return () -> factories.forEach(BelfryJpaAutoConfiguration::flush);
    }

    private static void flush(EntityManagerFactory factory) {
        if (TransactionSynchronizationManager.getResource(factory)
                instanceof EntityManagerHolder holder) {
            try {
                holder.getEntityManager().flush();
            } catch (RuntimeException e) {
                throw DataAccessUtils.translateIfNecessary(e, translator(factory));
            }
        }
    }

    private static PersistenceExceptionTranslator translator(EntityManagerFactory factory) {
        JpaDialect dialect =
                factory instanceof EntityManagerFactoryInfo info ? info.getJpaDialect() : null;
        return dialect == null
                ? EntityManagerFactoryUtils::convertJpaAccessExceptionIfPossible
                : dialect;
    }
}
