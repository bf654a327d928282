package io.belfry.conformance.connection;

import static io.belfry.conformance.Loopback.SHORT;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.belfry.conformance.Check;
import io.belfry.conformance.Refusal;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.Received;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

@Execution(ExecutionMode.CONCURRENT)
class LivenessTest {
    private static final String PING = "{\"event\":\"pusher:ping\",\"data\":{}}";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @AutoClose
    private final GivenHub given =
            GivenHub.withApp(app -> app.pingInterval(SHORT).pongTimeout(PATIENCE));

    @Test
    @Check(18)
    void a_silent_client_without_channels_is_pinged_and_then_closed() {
        long start = System.nanoTime();
        var silent = given.client();

        silent.seesJson(PING);
        Duration untilPing = Duration.ofNanos(System.nanoTime() - start);
        Refusal.of(silent.raw(), 4201);
        Duration untilClose = Duration.ofNanos(System.nanoTime() - start);

        assertThat(untilPing).isGreaterThanOrEqualTo(SHORT);
        assertThat(untilClose).isGreaterThanOrEqualTo(SHORT.plus(PATIENCE));
    }

    @Test
    @Check(18)
    void a_silent_member_is_closed_and_announced_as_gone() {
        var alice = given.client().joins("presence-room", "alice");
        var silent = given.client().joins("presence-room", "bob");
        alice.sees("pusher_internal:member_added");

        var closed =
                CompletableFuture.runAsync(() -> {
                    silent.seesJson(PING);
                    Refusal.of(silent.raw(), 4201);
                    silent.close();
                });

        assertThat(nextButPings(alice).event()).isEqualTo("pusher_internal:member_removed");
        closed.join();
    }

    private static SeenMessage nextButPings(HubClient client) {
        SeenMessage next = client.sees();
        while (next.event().equals("pusher:ping")) {
            client.sends("pusher:pong", "{}");
            next = client.sees();
        }
        return next;
    }

    @Test
    @Check(19)
    void a_client_that_answers_pings_stays() {
        var client = given.client();

        for (int i = 0; i < 4; i++) {
            client.seesJson(PING);
            client.sends("pusher:pong", "{}");
        }

        client.seesNothingMore();
    }

    @Test
    @Check(19)
    void a_client_that_answers_with_a_websocket_pong_stays() {
        var client = given.client();

        client.seesJson(PING);
        client.raw().sends(ClientFrame.pong(""));

        for (int i = 0; i < 3; i++) {
            assertThat(client.raw().receives()).isInstanceOf(Received.Ping.class);
            client.raw().sends(ClientFrame.pong(""));
        }
        client.raw().receivesNothingMore();
    }

    @Test
    @Check(19)
    void any_message_is_a_sign_of_life() {
        var client = given.client();

        for (int i = 0; i < 4; i++) {
            client.seesJson(PING);
            client.sends("pusher:unsubscribe", "{\"channel\":\"nowhere\"}");
        }

        client.seesNothingMore();
    }

    @Test
    @Check(18)
    void a_frame_that_never_ends_is_no_sign_of_life() throws Exception {
        var slow = given.client();
        byte[] endless = ClientFrame.text("x".repeat(5_000)).bytes();
        AtomicInteger sent = new AtomicInteger();
        try (var drip = Executors.newSingleThreadScheduledExecutor()) {
            Future<?> dripping =
                    drip.scheduleAtFixedRate(
                            () -> slow.raw().sends(oneOf(endless, sent.getAndIncrement())),
                            0,
                            20,
                            MILLISECONDS);

            slow.seesJson(PING);
            Refusal.of(slow.raw(), 4201);

            dripping.cancel(false);
        }
    }

    private static byte[] oneOf(byte[] bytes, int index) {
        return Arrays.copyOfRange(bytes, index, index + 1);
    }

    @Test
    @Check(20)
    void a_client_that_has_pinged_by_websocket_is_pinged_by_websocket() {
        var browser = given.client();
        var server = given.client();
        server.raw().sends(ClientFrame.ping("hello")).receivesPong("hello");

        assertThat(server.raw().receives()).isInstanceOf(Received.Ping.class);
        browser.seesJson(PING);
    }

    @Test
    @Check(20)
    void a_client_that_ignores_a_websocket_ping_is_closed() {
        var client = given.client();
        client.raw().sends(ClientFrame.ping("hello")).receivesPong("hello");
        assertThat(client.raw().receives()).isInstanceOf(Received.Ping.class);

        Refusal.of(client.raw(), 4201);
    }

    @Test
    @Check(21)
    void a_ping_is_answered_at_once_without_any_subscription() {
        var client = given.client();
        Duration fastest = Duration.ofDays(1);

        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            client.sends("pusher:ping", "{}");
            client.seesJson("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }

        assertThat(fastest).isLessThan(Duration.ofMillis(50));
    }

    @Test
    @Check(21)
    void a_ping_needs_no_data() {
        var client = given.client();

        client.raw().sends("{\"event\":\"pusher:ping\"}");

        client.sees("pusher:pong");
    }

    @Test
    @Check(22)
    void a_websocket_ping_comes_back_with_its_payload() {
        var client = given.client().raw();

        client.sends(ClientFrame.ping("")).receivesPong("");
        client.sends(ClientFrame.ping("täglich ☂")).receivesPong("täglich ☂");
        client.sends(ClientFrame.ping("x".repeat(125))).receivesPong("x".repeat(125));
    }
}
