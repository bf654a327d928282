package io.belfry.spring.transaction;

import io.belfry.database.Database;
import io.belfry.spring.UnwrittenWork;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceUtils;

import javax.sql.DataSource;

/** The database of the application, for all of Belfry that has tables there. */
@AutoConfiguration(
        before = BelfryAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({Database.class, DataSourceUtils.class})
@ConditionalOnSingleCandidate(DataSource.class)
public class BelfryDatabaseAutoConfiguration {

    /** Made by Spring. */
    BelfryDatabaseAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Database belfryDatabase(DataSource source, ObjectProvider<UnwrittenWork> unwritten) {
        return new SpringDatabase(source, () -> unwritten.forEach(UnwrittenWork::write));
    }
}
