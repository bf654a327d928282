package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.counted;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.removed;
import static io.belfry.hub.webhook.GivenWebhooks.told;
import static io.belfry.hub.webhook.GivenWebhooks.toldCount;
import static io.belfry.hub.webhook.GivenWebhooks.toldOfMember;
import static io.belfry.hub.webhook.GivenWebhooks.vacated;
import static io.belfry.hub.webhook.GivenWebhooks.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class StopsTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void a_hub_that_stops_waits_for_no_return_and_tells_departures_in_order() {
        given.has(given.endpoint());
        given.happens(removed("presence-room", "42"), vacated("presence-room"));

        given.webhooks.stop(GRACE).join();

        given.isTold(toldOfMember("member_removed", "presence-room", "42"));
        given.isTold(told("channel_vacated", "presence-room"));
    }

    @Test
    void a_count_that_was_held_back_is_told_at_the_stop() {
        given.has(given.endpoint().eventTypes(Set.of("subscription_count")));
        given.happens(counted("news", 101), counted("news", 102));

        given.webhooks.stop(GRACE).join();

        given.isTold(toldCount("news", 101));
        given.isTold(toldCount("news", 102));
    }

    @Test
    void a_batch_that_was_being_gathered_is_sent_at_the_stop() {
        given.has(given.endpoint().batch(true).batchDelay(Duration.ofSeconds(5)));
        given.happens(occupied("a"), occupied("b"));

        given.webhooks.stop(GRACE).join();

        given.isTold(told("channel_occupied", "a"), told("channel_occupied", "b"));
    }

    @Test
    void what_waits_for_a_retry_is_tried_once_more_and_only_once() {
        given.server.answers((exchange, request) -> 500);
        given.has(given.endpoint());
        given.happens(whisper("private-x", "1"), whisper("private-x", "2"));
        given.ends(Outcome.RETRIED);

        given.webhooks.stop(GRACE).join();

        given.ends(Outcome.GIVEN_UP, Outcome.GIVEN_UP);
        assertThat(given.server.nextEvents()).contains("\"1\"");
        assertThat(given.server.nextEvents()).contains("\"1\"");
        assertThat(given.server.nextEvents()).contains("\"2\"");
        assertThat(given.server.hasMore()).isFalse();
    }

    @Test
    void what_is_not_delivered_when_the_grace_is_over_is_dropped_and_counted() {
        given.server.isSilentAbout("private-x");
        given.has(given.endpoint());
        given.happens(whisper("private-x", "1"), whisper("private-x", "2"));
        given.server.next();

        CompletableFuture<Void> stopped = given.webhooks.stop(GRACE);
        given.passes(GRACE.minusMillis(1));
        assertThat(stopped).isNotDone();
        given.passes(Duration.ofMillis(1));

        stopped.join();
        given.ends(Outcome.DROPPED, Outcome.DROPPED);
    }

    @Test
    void nothing_is_taken_after_the_stop() {
        given.has(given.endpoint());
        given.webhooks.stop(GRACE).join();

        given.webhooks.on(occupied("news"));
        given.webhooks.stop(GRACE).join();

        assertThat(given.server.hasMore()).isFalse();
    }

    @Test
    void everything_that_happened_before_the_stop_is_told() {
        given.has(given.endpoint().batch(true).maxBatchSize(1000));
        for (int i = 0; i < 2000; i++) {
            given.webhooks.on(whisper("private-x", "" + i));
        }

        given.webhooks.stop(GRACE).join();

        int told = 0;
        while (given.server.hasMore()) {
            told += given.server.nextEvents().split("client_event", -1).length - 1;
        }
        assertThat(told).isEqualTo(2000);
    }

    @Test
    void in_real_time_it_closes_too() {
        given.has(given.endpoint());
        Webhooks real =
                new Webhooks(
                        given::app,
                        event -> {},
                        (app, channel, user, absence, endpoint) ->
                                CompletableFuture.completedFuture(true));
        real.on(occupied("news"));
        real.on(vacated("news"));

        real.close();

        assertThat(given.server.nextEvents()).contains("channel_occupied");
        assertThat(given.server.nextEvents()).contains("channel_vacated");
    }
}
