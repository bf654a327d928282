package io.belfry.conformance.hostile;

import static io.belfry.conformance.Loopback.SHORT;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.belfry.conformance.Loopback;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.NoLeaks;
import io.belfry.testkit.RawHttp;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(NoLeaks.class)
class SlowRequestsTest {
    private static final String HANDSHAKE =
            "GET /app/belfry-key?protocol=7 HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n";
    private static final String POST =
            "POST /apps/4711/events HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n";

    @AutoClose
    private final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app())
                            .limits(
                                    LimitSettings.builder()
                                            .handshakeTimeout(SHORT)
                                            .keepAliveTimeout(SHORT)
                                            .build())
                            .build());

    @RegisterExtension final StillServes serves = new StillServes(given);

    @Test
    void a_connection_that_says_nothing_is_ended() {
        given.http().seesTheEnd();
    }

    @Test
    void a_handshake_that_stops_half_way_is_answered_with_408() {
        var slow = given.http().sends(HANDSHAKE);

        assertThat(slow.response().status()).isEqualTo(408);
        slow.seesTheEnd();
    }

    @Test
    void a_handshake_that_comes_byte_by_byte_is_answered_with_408_all_the_same() {
        var slow = given.http().sends(HANDSHAKE + "X-Slow: ");

        whileSending(slow, () -> assertThat(slow.response().status()).isEqualTo(408));
        slow.seesTheEnd();
    }

    @Test
    void a_body_that_stops_half_way_is_answered_with_408() {
        var slow = given.http().sends(POST + "{");

        assertThat(slow.response().status()).isEqualTo(408);
        slow.seesTheEnd();
    }

    @Test
    void a_body_that_comes_byte_by_byte_is_answered_with_408_all_the_same() {
        var slow = given.http().sends(POST + "{");

        whileSending(slow, () -> assertThat(slow.response().status()).isEqualTo(408));
        slow.seesTheEnd();
    }

    @Test
    void a_body_in_chunks_that_stops_half_way_is_answered_with_408() {
        var slow =
                given.http()
                        .sends(
                                "POST /apps/4711/events HTTP/1.1\r\nHost: here\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"na\r\n");

        assertThat(slow.response().status()).isEqualTo(408);
        slow.seesTheEnd();
    }

    @Test
    void a_client_that_waits_for_100_continue_and_sends_nothing_is_answered_with_408() {
        var slow =
                given.http()
                        .sends(
                                "POST /apps/4711/events HTTP/1.1\r\nHost: here\r\n"
                                        + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n");

        assertThat(slow.response().status()).isEqualTo(100);
        assertThat(slow.response().status()).isEqualTo(408);
        slow.seesTheEnd();
    }

    @Test
    void a_connection_that_idles_between_requests_is_ended() {
        var idle = given.http();
        assertThat(idle.get("/up").status()).isEqualTo(200);

        idle.seesTheEnd();
    }

    @Test
    void a_second_request_that_comes_byte_by_byte_is_answered_with_408_too() {
        var slow = given.http();
        assertThat(slow.get("/up").status()).isEqualTo(200);
        slow.sends("GET /");

        whileSending(slow, () -> assertThat(slow.response().status()).isEqualTo(408));
        slow.seesTheEnd();
    }

    @Test
    void a_second_request_has_no_more_time_than_the_first() throws Exception {
        var limits =
                LimitSettings.builder()
                        .handshakeTimeout(SHORT)
                        .keepAliveTimeout(Duration.ofMinutes(5))
                        .build();
        try (var patient = GivenHub.with(Loopback.hub(Loopback.app()).limits(limits).build())) {
            var slow = patient.http();
            assertThat(slow.get("/up").status()).isEqualTo(200);

            assertThat(slow.sends("GET /").response().status()).isEqualTo(408);
        }
    }

    @Test
    void a_request_in_pieces_that_comes_in_time_is_answered() {
        var http = given.http();

        for (char each : "GET /up HTTP/1.1\r\nHost: here\r\n\r\n".toCharArray()) {
            http.sends(String.valueOf(each));
        }

        assertThat(http.response().status()).isEqualTo(200);
    }

    @Test
    void a_websocket_may_be_silent_for_longer_than_a_request() {
        var silent = given.client();

        given.http().seesTheEnd();
        given.http().seesTheEnd();

        silent.seesNothingMore();
    }

    /** Does something while one more byte is sent every few milliseconds. */
    private static void whileSending(RawHttp slow, Runnable work) {
        Duration pause = Duration.ofMillis(20);
        try (ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            Future<?> dripping =
                    drip.scheduleAtFixedRate(
                            () -> slow.sends("x"), 0, pause.toMillis(), MILLISECONDS);
            try {
                work.run();
            } finally {
                dripping.cancel(false);
            }
        }
    }
}
