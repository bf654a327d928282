package io.belfry.outbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.h2.jdbcx.JdbcConnectionPool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** The databases that an outbox is for, real ones. */
enum GivenDatabase {
    H2 {
        @Override
        DataSource open() {
            return JdbcConnectionPool.create("jdbc:h2:mem:outbox;DB_CLOSE_DELAY=-1", "sa", "");
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
        private DataSource source;
    }

    abstract DataSource open();

    /** With the tables of the outbox, and nothing in them. */
    synchronized DataSource emptied() throws SQLException {
        if (opened.source == null) {
            opened.source = open();
            Outbox.migrate(opened.source);
        }
        try (Connection connection = opened.source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM belfry_outbox");
        }
        return opened.source;
    }
}
