package io.belfry.example.studyplanner;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.io.IOException;
import java.util.Objects;

/** With a real PostgreSQL, by the profile for it. */
class TellingOnPostgresTest extends TellingContract {
    private static EmbeddedPostgres database;

    @BeforeAll
    static void startDatabase() throws IOException {
        database = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        database.close();
    }

    @Override
    GivenApi api(String relayUrl) {
        return GivenApi.with(
                relayUrl,
                "--spring.profiles.active=postgres",
                "--spring.datasource.url="
                        + Objects.requireNonNull(database).getJdbcUrl("postgres", "postgres"));
    }
}
