package io.belfry.spring.live;

import io.belfry.live.refresh.LiveRefresh;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;

import javax.sql.DataSource;

/**
 * The tables of all live services, made once, and after the application's own migrations, which
 * want to find the database empty. Services ask for it before they are made. Holds nothing.
 */
@DependsOnDatabaseInitialization
class LiveTables {
    LiveTables(DataSource source) {
        LiveRefresh.migrate(source);
    }
}
