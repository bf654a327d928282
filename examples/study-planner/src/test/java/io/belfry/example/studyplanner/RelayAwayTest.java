package io.belfry.example.studyplanner;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The API, with a relay that is not well. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class RelayAwayTest {
    private static final int TAKEN = 202;

    /** What the relay has been told. */
    private record Told(String key, String authorization, JsonNode body) {}

    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private HttpServer relay;
    private GivenApi api;

    @BeforeAll
    void start() throws IOException {
        relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        relay.createContext("/", this::answer);
        relay.start();
        api = GivenApi.calling("http://localhost:" + relay.getAddress().getPort());
    }

    @AfterAll
    void stop() {
        api.close();
        relay.stop(0);
    }

    @BeforeEach
    void forget() {
        told.clear();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
            told.add(
                    new Told(
                            String.valueOf(call.getRequestHeaders().getFirst("Idempotency-Key")),
                            String.valueOf(call.getRequestHeaders().getFirst("Authorization")),
                            JsonMapper.shared().readTree(body)));
            Integer next = answers.poll();
            call.sendResponseHeaders(next == null ? TAKEN : next, -1);
        }
    }

    private Told takes() throws InterruptedException {
        return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "the relay is told");
    }

    private static boolean hasStopped(Told told) {
        return !told.body().path("session").path("stopped_at").isNull();
    }

    @Test
    void what_the_relay_does_not_take_is_sent_again_with_its_key_and_before_what_is_behind_it()
            throws InterruptedException {
        // Busy twice, and then with another key than ours: all of that can be put right.
        answers.addAll(List.of(503, 503, 401));
        Caller lotte = api.the("lotte");
        long session = lotte.starts("Engels").is(201).body().path("id").longValue();
        lotte.stops(session).is(200);

        Told first = takes();
        assertThat(first.authorization()).isEqualTo("Bearer " + GivenRelay.KEY);
        assertThat(first.body().path("mentor_id").longValue()).isEqualTo(api.id("marieke"));
        assertThat(hasStopped(first)).isFalse();
        for (int again = 0; again < 3; again++) {
            assertThat(takes()).isEqualTo(first);
        }
        Told second = takes();
        assertThat(hasStopped(second)).isTrue();
        assertThat(second.key()).isNotEqualTo(first.key());
    }

    @Test
    void what_the_relay_refuses_for_good_stays_with_its_reason_and_holds_nothing_up()
            throws InterruptedException {
        answers.add(400);
        Caller sem = api.the("sem");
        long session = sem.starts("Engels").is(201).body().path("id").longValue();
        assertThat(hasStopped(takes())).isFalse();
        sem.stops(session).is(200);
        assertThat(hasStopped(takes())).isTrue();
        assertThat(
                        api.database()
                                .sql(
                                        "select count(*) from belfry_outbox where failure like"
                                                + " '%400%'")
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void nobody_waits_for_a_relay_that_says_nothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                GivenApi other = GivenApi.calling("http://localhost:" + silent.getLocalPort())) {
            Caller lotte = other.the("lotte");
            Instant before = Instant.now();
            long session = lotte.starts("Engels").is(201).body().path("id").longValue();
            lotte.stops(session).is(200);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(other.waiting()).isEqualTo(2);
            other.the("marieke").asks("GET", "/api/dashboard").is(200);
            // What the outbox waits for ends with this.
            silent.close();
        }
    }

    @Test
    void pages_are_told_that_the_relay_is_away_and_not_that_they_are_signed_out() {
        // It does not know our key, or is in trouble.
        answers.addAll(List.of(401, 500));
        Caller marieke = api.the("marieke");
        for (int i = 0; i < 2; i++) {
            marieke.asksFor("private-mentor." + api.id("marieke"), "1.2").is(503);
        }
        marieke.asks("GET", "/api/dashboard").is(200);
    }
}
