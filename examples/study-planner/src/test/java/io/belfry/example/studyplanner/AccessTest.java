package io.belfry.example.studyplanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/** Who may listen to what, who may ask what, and which programs the relay listens to. */
class AccessTest {
    private static final String UPDATE =
            """
            {"mentor_id":%d,"session":{"id":7,"pupil_id":3,"subject":"Rust","planned_minutes":45,
             "started_at":"2026-01-05T14:00:00Z","stopped_at":null}}
            """;

    private static GivenRelay relay;
    private static GivenApi api;

    @BeforeAll
    static void start() {
        relay = GivenRelay.started();
        api = GivenApi.calling(relay.url());
    }

    @AfterAll
    static void stop() {
        api.close();
        relay.close();
    }

    @ParameterizedTest
    @CsvSource({
        "marieke, private-mentor.{marieke}, 200",
        "joris, private-mentor.{marieke}, 403",
        "lotte, private-mentor.{marieke}, 403",
        "lotte, private-mentor.{lotte}, 403",
        "guest, private-mentor.{marieke}, 401",
        "marieke, private-mentor.999, 403",
        "marieke, private-mentor.x, 403",
        "marieke, presence-mentor.{joris}, 403",
        "marieke, private-pupil.1, 403",
        "marieke, mentor.{marieke}, 403",
        "marieke, not a channel, 400",
    })
    void a_channel_is_for_its_mentor(String who, String channel, int status) {
        assertThat(api.the(who).asksFor(filled(channel), "1.2").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        // what, and the answers to a mentor, a pupil, and a guest
        "GET /api/dashboard,          200, 403, 401",
        "GET /api/sessions/last,      403, 204, 401",
        "POST /api/sessions,          403, 400, 401",
        "POST /api/sessions/999/stop, 403, 404, 401",
        "GET /api/me,                 200, 200, 401",
        "POST /api/broadcasting/auth, 400, 400, 401",
        "GET /index.html,             403, 403, 401",
        "GET /actuator/env,           403, 403, 401",
    })
    void what_is_answered_to_whom(String what, int mentor, int pupil, int guest) {
        String[] call = what.split(" ", 2);
        String body = call[0].equals("POST") ? "{}" : "";
        assertThat(api.the("marieke").asks(call[0], call[1], body).status()).isEqualTo(mentor);
        assertThat(api.the("daan").asks(call[0], call[1], body).status()).isEqualTo(pupil);
        assertThat(api.guest().asks(call[0], call[1], body).status()).isEqualTo(guest);
    }

    @Test
    void a_mentor_sees_their_own_pupils_and_a_pupil_stops_their_own_session() {
        long session = api.the("sem").starts("Rust").is(201).body().path("id").longValue();
        api.the("daan").stops(session).is(404);
        JsonNode mariekes = api.the("marieke").asks("GET", "/api/dashboard").body();
        assertThat(mariekes.path("pupils").findValuesAsString("name"))
                .containsExactly("Lotte Leerling", "Sem Leerling");
        assertThat(mariekes.path("sessions").findValuesAsString("id")).hasSize(1);
        JsonNode joris = api.the("joris").asks("GET", "/api/dashboard").body();
        assertThat(joris.path("sessions")).isEmpty();
        api.the("sem").stops(session).is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":\" \",\"planned_minutes\":45} | 400 | Een vak heeft 1 tot 80"
                        + " leesbare tekens.",
                "{\"subject\":\"R\\u0000\",\"planned_minutes\":45} | 400 | Een vak heeft 1 tot"
                        + " 80 leesbare tekens.",
                "{\"subject\":\"R\\ud800\",\"planned_minutes\":45} | 400 | Een vak heeft 1 tot"
                        + " 80 leesbare tekens.",
                "{\"subject\":\"Rust\"} | 400 | Een sessie duurt 5 tot 240 minuten.",
                "{\"subject\":\"Rust\",\"planned_minutes\":4} | 400 | Een sessie duurt 5"
                        + " tot 240 minuten.",
                "[] | 400 | Failed to read request",
            })
    void what_cannot_be_started_is_refused_in_words(String body, int status, String words) {
        Caller.Answer answer = api.the("daan").asks("POST", "/api/sessions", body).is(status);
        assertThat(answer.body().path("detail").stringValue()).startsWith(words);
    }

    @ParameterizedTest
    @CsvSource({
        "old-0123456789abcdef0123456789abcdef, 202",
        "new-0123456789abcdef0123456789abcdef, 202",
        "new-0123456789abcdef0123456789abcdeg, 401",
        "new-0123456789abcdef0123456789abcde, 401",
        "study-planner-key, 401",
        ", 401",
    })
    void the_relay_knows_two_keys_and_no_other(String key, int status) {
        Caller caller = Caller.of(relay.url()).saying(Map.of("Idempotency-Key", "k" + key));
        caller = key == null ? caller : caller.with(key);
        caller.asks("POST", "/api/study-planner/session-updated", UPDATE.formatted(1)).is(status);
    }

    @Test
    void nobody_vouches_for_anybody_without_the_key() {
        Map<String, String> vouched = Map.of("X-Vouched-User", "1", "X-Vouched-Role", "MENTOR");
        String wish = "{\"socket_id\":\"1.2\",\"channel_name\":\"private-mentor.1\"}";
        Caller stranger = Caller.of(relay.url()).saying(vouched);
        stranger.asks("POST", "/broadcasting/auth", wish).is(401);
        stranger.with(GivenRelay.KEY).asks("POST", "/broadcasting/auth", wish).is(200);
        stranger.saying(Map.of())
                .with(GivenRelay.KEY)
                .asks("POST", "/broadcasting/auth", wish)
                .is(403);
        // What the page shows the API is of no use at the relay, nor the other way round.
        stranger.with(String.valueOf(api.the("marieke").token()))
                .asks("POST", "/broadcasting/auth", wish)
                .is(401);
        api.guest().with(GivenRelay.KEY).asks("GET", "/api/me").is(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k1 | {\"mentor_id\":0,\"session\":null} | mentorId: must be greater than 0;"
                        + " session",
                "k1 | {} | Failed to read request",
                "not a key | " + "{update} | the key of a broadcast is not",
            })
    void the_relay_says_what_is_wrong_with_an_update(String key, String body, String words) {
        Caller.Answer answer =
                Caller.of(relay.url())
                        .with(GivenRelay.KEY)
                        .saying(Map.of("Idempotency-Key", key))
                        .asks(
                                "POST",
                                "/api/study-planner/session-updated",
                                body.replace("{update}", UPDATE.formatted(1)))
                        .is(400);
        assertThat(answer.body().path("detail").stringValue()).startsWith(words);
    }

    @Test
    void an_update_that_is_sent_again_is_told_once() {
        long marieke = api.id("marieke");
        Caller caller =
                Caller.of(relay.url())
                        .with(GivenRelay.KEY)
                        .saying(Map.of("Idempotency-Key", "again"));
        try (HubClient page = relay.page()) {
            api.listens(page, "marieke");
            for (int i = 0; i < 2; i++) {
                caller.asks("POST", "/api/study-planner/session-updated", UPDATE.formatted(marieke))
                        .is(202);
            }
            assertThat(page.sees("StudySessionUpdated").data().path("subject").stringValue())
                    .isEqualTo("Rust");
            page.seesNothingMore();
        }
    }

    @Test
    void who_signs_out_hears_nothing_any_more() {
        Caller joris = api.guest().signedIn("joris");
        try (HubClient page = relay.page()) {
            api.listens(page, "joris");
            joris.asks("POST", "/api/logout").is(204);
            page.seesError(4009);
            page.closedWith(4009);
        }
        joris.asks("GET", "/api/me").is(401);
    }

    private static String filled(String channel) {
        String name = channel;
        for (String login : new String[] {"marieke", "joris", "lotte"}) {
            name = name.replace("{" + login + "}", Long.toString(api.id(login)));
        }
        return name;
    }
}
