package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.APP;
import static io.belfry.hub.webhook.GivenWebhooks.KEY;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.whisper;
import static io.belfry.hub.webhook.GivenWebhooks.whispered;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.WebhookSettings;
import io.belfry.hub.webhook.AppServer.Received;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class RetriesTest {
    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void what_fails_twice_is_delivered_at_the_third_try_with_the_same_body() {
        AtomicInteger tries = new AtomicInteger();
        given.server.answers((exchange, request) -> tries.incrementAndGet() < 3 ? 500 : 200);
        given.has(given.endpoint());

        given.happens(occupied("news"));
        given.ends(Outcome.RETRIED);
        given.passes(Duration.ofSeconds(1));
        given.ends(Outcome.RETRIED);
        given.passes(Duration.ofSeconds(2));
        given.ends(Outcome.DELIVERED);

        Received first = given.server.next();
        Received second = given.server.next();
        Received third = given.server.next();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(third.body()).isEqualTo(first.body());
        assertThat(third.header("X-Pusher-Signature")).isEqualTo(KEY.sign(first.body()));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 400, 404, 410, 503})
    void any_answer_but_a_2xx_is_a_failure(int status) {
        given.server.answers((exchange, request) -> status);
        given.has(given.endpoint());

        given.happens(occupied("news"));

        given.ends(Outcome.RETRIED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void any_2xx_is_a_delivery(int status) {
        given.server.answers((exchange, request) -> status);
        given.has(given.endpoint());

        given.happens(occupied("news"));

        given.ends(Outcome.DELIVERED);
    }

    @Test
    void an_endpoint_that_cannot_be_reached_is_tried_again() {
        URI nobody = given.server.url();
        given.server.close();
        given.has(WebhookSettings.to(nobody));

        given.happens(occupied("news"));

        given.ends(Outcome.RETRIED);
    }

    @Test
    void an_endpoint_that_does_not_answer_in_ten_seconds_is_tried_again() {
        given.server.isSilentAbout("news");
        given.has(given.endpoint());

        given.happens(occupied("news"));
        given.server.next();
        given.passes(Duration.ofMillis(9999));
        given.passes(Duration.ofMillis(1));
        given.ends(Outcome.RETRIED);
        given.passes(Duration.ofSeconds(1));

        assertThat(given.server.nextEvents()).contains("news");
    }

    @Test
    void an_answer_that_never_ends_is_no_answer() {
        given.server.answers((exchange, request) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            given.server.untilClosed();
            return 200;
        });
        given.has(given.endpoint());

        given.happens(occupied("news"));
        given.server.next();
        given.passes(Duration.ofSeconds(10));

        given.ends(Outcome.RETRIED);
    }

    @Test
    void a_call_is_given_up_after_five_minutes_and_not_before() {
        given.server.answers((exchange, request) -> 500);
        given.has(given.endpoint());

        given.happens(occupied("news"));
        int tries = 1;
        while (given.nextOutcome() == Outcome.RETRIED) {
            given.passes(given.time.untilNext());
            tries++;
        }

        assertThat(given.time.nanos()).isEqualTo(Duration.ofSeconds(300).toNanos());
        // Apart by up to 1, 2, 4, 8, 16, 32 and then 60 s, and at least half of that.
        assertThat(tries).isBetween(11, 16);
        given.server.answers((exchange, request) -> 200);
        given.happens(occupied("news"));
        given.ends(Outcome.DELIVERED);
    }

    @Test
    void what_happens_on_a_channel_later_waits_until_its_failing_call_has_ended() {
        AtomicInteger tries = new AtomicInteger();
        given.server.answers((exchange, request) -> tries.incrementAndGet() < 2 ? 500 : 200);
        given.has(given.endpoint());

        given.happens(whisper("private-x", "1"), whisper("private-x", "2"));
        given.ends(Outcome.RETRIED);
        given.happens(whisper("private-x", "3"));
        given.passes(Duration.ofSeconds(1));

        given.server.next();
        given.isTold(whispered("private-x", "\"1\""));
        given.isTold(whispered("private-x", "\"2\""));
        given.isTold(whispered("private-x", "\"3\""));
    }

    @Test
    void a_failing_call_does_not_hold_up_other_channels() {
        given.server.answers(
                (exchange, request) -> request.body().contains("private-bad") ? 500 : 200);
        given.has(given.endpoint());

        given.happens(whisper("private-bad", "1"));
        given.ends(Outcome.RETRIED);
        given.server.next();
        given.happens(whisper("private-good", "1"));

        given.isTold(whispered("private-good", "\"1\""));
    }

    @Test
    void channels_whose_calls_hang_leave_room_for_the_others() {
        given.server.isSilentAbout("bad");
        given.has(given.endpoint());

        for (int i = 0; i < Deliveries.AT_ONCE; i++) {
            given.happens(whisper("private-bad" + i, "1"));
        }
        awaits(Deliveries.AT_ONCE);
        given.passes(Duration.ofSeconds(10));
        for (int i = 0; i < Deliveries.AT_ONCE; i++) {
            given.ends(Outcome.RETRIED);
        }
        given.passes(Duration.ofSeconds(1));
        awaits(Deliveries.TROUBLED_AT_ONCE);
        given.happens(whisper("private-good", "1"));

        given.isTold(whispered("private-good", "\"1\""));
    }

    @Test
    void a_retry_is_signed_with_the_key_that_the_app_has_by_then() {
        AppKey rotated = new AppKey("second-key", "second-secret");
        AtomicInteger tries = new AtomicInteger();
        given.server.answers((exchange, request) -> tries.incrementAndGet() < 2 ? 401 : 200);
        given.has(given.endpoint());

        given.happens(occupied("news"));
        given.ends(Outcome.RETRIED);
        given.appHas(APP, List.of(rotated), given.endpoint());
        given.passes(Duration.ofSeconds(1));

        Received first = given.server.next();
        Received second = given.server.next();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("X-Pusher-Key")).isEqualTo("second-key");
        assertThat(second.header("X-Pusher-Signature")).isEqualTo(rotated.sign(first.body()));
    }

    private void awaits(int calls) {
        for (int i = 0; i < calls; i++) {
            given.server.next();
        }
    }
}
