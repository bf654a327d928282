package io.belfry.spring.live;

import io.belfry.live.refresh.ContextChange;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.spring.broadcast.FactoryListening;
import io.belfry.spring.jpa.EntityRefreshes;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Entities whose changes screens are told of, where the application has Hibernate. */
@AutoConfiguration
@ConditionalOnClass({
    LiveRefresh.class,
    EntityManagerFactory.class,
    SessionFactoryImplementor.class,
    TransactionSynchronizationManager.class
})
public class BelfryEntityRefreshAutoConfiguration {

    /** Made by Spring. */
    BelfryEntityRefreshAutoConfiguration() {}

    /** Live refresh is there later than the entities: its tables are in their database. */
    @Bean
    @ConditionalOnMissingBean
    static EntityRefreshes belfryEntityRefreshes(ObjectProvider<LiveRefresh> refresh) {
        return new EntityRefreshes(changes ->
                refresh.getObject()
                        .notifyNow(
                                changes.stream()
                                        .map(each ->
                                                new ContextChange(
                                                        each.contexts(),
                                                        each.users(),
                                                        each.admins()))
                                        .toList()));
    }

    @Bean
    static FactoryListening belfryRefreshListening(ObjectProvider<EntityRefreshes> refreshes) {
        return new FactoryListening(
                "@RefreshesContexts", factory -> refreshes.getObject().listenTo(factory));
    }
}
