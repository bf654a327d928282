package io.belfry.spring.transaction;

import io.belfry.database.Database;
import io.belfry.outbox.Outbox;
import io.belfry.outbox.OutboxSettings;
import io.belfry.spring.QueueFactory;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

import javax.sql.DataSource;

/** The queue in the database of the application, when {@code belfry.queue.kind} is outbox. */
@AutoConfiguration(
        before = BelfryAutoConfiguration.class,
        after = BelfryDatabaseAutoConfiguration.class)
@ConditionalOnClass(Outbox.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty(name = "belfry.queue.kind", havingValue = "outbox")
public class BelfryOutboxAutoConfiguration {

    /** Made by Spring. */
    BelfryOutboxAutoConfiguration() {}

    /** After the application's own migrations, which want to find the database empty. */
    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    QueueFactory belfryOutbox(DataSource source, Database database) {
        Outbox.migrate(source);
        return connections -> Outbox.open(database, connections, OutboxSettings.defaults());
    }
}
