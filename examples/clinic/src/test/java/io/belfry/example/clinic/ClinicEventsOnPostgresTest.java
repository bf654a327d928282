package io.belfry.example.clinic;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;

import java.io.IOException;

/** With a real PostgreSQL, by the profile for it. */
class ClinicEventsOnPostgresTest extends ClinicEventsContract {
    private static final EmbeddedPostgres DATABASE = started();

    ClinicEventsOnPostgresTest() {
        super(
                GivenClinic.on(
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
    void stop() throws IOException {
        super.stop();
        DATABASE.close();
    }
}
