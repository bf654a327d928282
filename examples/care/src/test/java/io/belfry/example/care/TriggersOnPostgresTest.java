package io.belfry.example.care;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;

import java.io.IOException;

/** With a real PostgreSQL, by the profile for it. */
class TriggersOnPostgresTest extends TriggersContract {
    private static final EmbeddedPostgres DATABASE = started();

    TriggersOnPostgresTest() {
        super(
                GivenCare.on(
                        "--spring.profiles.active=postgres",
                        "--spring.datasource.url=" + DATABASE.getJdbcUrl("postgres", "postgres")));
    }

    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    @Override
    @AfterAll
    void stop() throws Exception {
        super.stop();
        DATABASE.close();
    }
}
