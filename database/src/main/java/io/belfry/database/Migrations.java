package io.belfry.database;

import org.flywaydb.core.Flyway;

import javax.sql.DataSource;

/** Makes Belfry's tables, each part's with a history of its own. Holds nothing. */
public final class Migrations {
    private Migrations() {}

    /**
     * Makes what is not there yet; the tables of the application, and its own migrations, are left
     * alone.
     *
     * @param part of Belfry, as its package is called: {@code outbox}. Its scripts are in {@code
     *     io/belfry/{part}/migration}, its history in {@code belfry_{part}_history}
     * @throws org.flywaydb.core.api.FlywayException when the database refuses
     */
    public static void apply(DataSource source, String part) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:io/belfry/" + part + "/migration")
                .table("belfry_" + part + "_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
