package io.belfry.example.studyplanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What a mentor hears of a pupil, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TellingContract {
    private GivenRelay relay;
    private GivenApi api;

    abstract GivenApi api(String relayUrl) throws Exception;

    @BeforeAll
    void start() throws Exception {
        relay = GivenRelay.started();
        api = api(relay.url());
    }

    @AfterAll
    void stop() throws Exception {
        api.close();
        relay.close();
    }

    private static JsonNode seesUpdate(HubClient page) {
        return page.sees("StudySessionUpdated").data();
    }

    @Test
    void a_mentor_hears_that_a_pupil_starts_and_stops_and_others_hear_nothing() {
        try (HubClient mariekes = relay.page();
                HubClient joris = relay.page()) {
            api.listens(mariekes, "marieke");
            api.listens(joris, "joris");
            Caller lotte = api.the("lotte");
            long session =
                    lotte.starts("Wis & \\\"kunde\\\" é").is(201).body().path("id").longValue();

            JsonNode started = seesUpdate(mariekes);
            assertThat(started.path("subject").stringValue()).isEqualTo("Wis & \"kunde\" é");
            assertThat(started.path("pupil_id").longValue()).isEqualTo(api.id("lotte"));
            assertThat(started.path("stopped_at").isNull()).isTrue();

            lotte.stops(session).is(200);
            assertThat(seesUpdate(mariekes).path("stopped_at").isNull()).isFalse();
            lotte.stops(session).is(200);
            mariekes.seesNothingMore();
            joris.seesNothingMore();
        }
    }

    @Test
    void of_many_starts_at_the_same_time_one_is_a_session() {
        Caller sem = api.the("sem");
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(() -> sem.starts("Rust").status()))
                        .toList();
        assertThat(answers.stream().map(CompletableFuture::join).sorted())
                .containsExactly(201, 409, 409, 409, 409, 409);
    }

    @Test
    void nobody_has_a_login_with_a_character_that_no_database_keeps() {
        String login = "{\"login\":\"lotte\\u0000\",\"password\":\"studie\"}";
        api.guest().asks("POST", "/api/login", login).is(401);
    }
}
