package io.belfry.example.school;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;

import java.io.IOException;

/** With a real PostgreSQL, by the profile for it. */
class WritingAtOnceOnPostgresTest extends WritingAtOnceContract {
    private static final EmbeddedPostgres DATABASE = started();

    WritingAtOnceOnPostgresTest() throws Exception {
        super(GivenSchool.onPostgres(DATABASE.getJdbcUrl("postgres", "postgres")));
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
