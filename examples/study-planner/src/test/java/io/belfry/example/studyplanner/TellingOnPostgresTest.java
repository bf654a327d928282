package io.belfry.example.studyplanner;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

import java.io.IOException;

/** With a real PostgreSQL, by the profile for it. */
class TellingOnPostgresTest extends TellingContract {
    private @Nullable EmbeddedPostgres database;

    @Override
    GivenApi api(String relayUrl) throws IOException {
        EmbeddedPostgres started = EmbeddedPostgres.builder().start();
        database = started;
        return GivenApi.with(
                relayUrl,
                "--spring.profiles.active=postgres",
                "--spring.datasource.url=" + started.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    @AfterAll
    void stop() throws Exception {
        super.stop();
        if (database != null) {
            database.close();
        }
    }
}
