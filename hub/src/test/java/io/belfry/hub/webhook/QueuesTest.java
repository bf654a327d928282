package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.missed;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.told;
import static io.belfry.hub.webhook.GivenWebhooks.vacated;
import static io.belfry.hub.webhook.GivenWebhooks.whisper;
import static io.belfry.hub.webhook.GivenWebhooks.whispered;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

class QueuesTest {
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void what_comes_to_a_full_queue_is_dropped_and_counted() {
        given.server.isSilentAbout("private-x");
        given.has(given.endpoint().queueSize(3));

        for (int i = 0; i < 5; i++) {
            given.happens(whisper("private-x", "1"));
        }

        given.ends(Outcome.DROPPED, Outcome.DROPPED);
    }

    @Test
    void what_is_delivered_leaves_its_place_to_others() {
        given.has(given.endpoint().queueSize(1));

        for (int i = 0; i < 5; i++) {
            given.happens(whisper("private-x", "1"));
            given.isTold(whispered("private-x", "\"1\""));
        }
    }

    @Test
    void a_return_takes_back_a_departure_even_when_the_queue_is_full() {
        given.has(given.endpoint().queueSize(1));

        given.happens(vacated("news"), occupied("news"));
        given.passes(Duration.ofSeconds(3));

        given.isToldNothingElseAbout("news");
    }

    @Test
    void departures_that_are_waited_for_take_places_too() {
        given.has(given.endpoint().queueSize(1));

        given.happens(vacated("a"), vacated("b"));

        given.ends(Outcome.DROPPED);
        given.passes(Duration.ofSeconds(3));
        given.isTold(told("channel_vacated", "a"));
    }

    @Test
    void a_channel_whose_calls_fail_does_not_drive_out_the_others() {
        given.server.answers(
                (exchange, request) -> request.body().contains("private-bad") ? 500 : 200);
        given.has(given.endpoint().queueSize(2000));

        given.happens(whisper("private-bad", "0"));
        given.ends(Outcome.RETRIED);
        for (int i = 0; i < 2000; i++) {
            given.happens(whisper("private-bad", "1"));
        }
        for (int i = 200; i < 2000; i++) {
            given.ends(Outcome.DROPPED);
        }
        given.server.next();
        given.happens(whisper("private-good", "1"));

        given.isTold(whispered("private-good", "\"1\""));
    }

    @Test
    void a_channel_stays_in_trouble_when_a_call_was_given_up() {
        given.server.isSilentAbout("private-bad");
        given.has(given.endpoint().retryFor(Duration.ZERO).queueSize(2000));

        given.happens(whisper("private-bad", "0"), whisper("private-bad", "1"));
        given.server.next();
        given.passes(Duration.ofSeconds(10));
        given.ends(Outcome.GIVEN_UP);
        given.server.next();
        for (int i = 0; i < 201; i++) {
            given.happens(whisper("private-bad", "2"));
        }

        given.ends(Outcome.DROPPED);
    }

    @Test
    void a_miss_that_found_no_place_is_told_when_it_comes_again() {
        given.server.isSilentAbout("private-x");
        given.has(given.endpoint().retryFor(Duration.ZERO).debounce(ONE_MINUTE).queueSize(1));

        given.happens(whisper("private-x", "1"), missed("cache-price"));
        given.ends(Outcome.DROPPED);
        given.server.next();
        given.passes(Duration.ofSeconds(10));
        given.ends(Outcome.GIVEN_UP);
        given.happens(missed("cache-price"));

        given.isTold(told("cache_miss", "cache-price"));
    }

    @Test
    void a_departure_that_is_heard_of_twice_takes_one_place() {
        given.has(given.endpoint().queueSize(1));

        given.happens(vacated("news"), vacated("news"));
        given.passes(Duration.ofSeconds(3));

        given.isTold(told("channel_vacated", "news"));
    }

    @Test
    void who_tells_of_events_never_waits_even_when_nobody_takes_them() {
        CountDownLatch stuck = new CountDownLatch(1);
        given.has(given.endpoint());
        given.time.execute(() -> {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        for (int i = 0; i <= Inbox.LIMIT; i++) {
            given.webhooks.on(whisper("private-x", "1"));
        }

        given.ends(Outcome.DROPPED);
        stuck.countDown();
        given.isTold(whispered("private-x", "\"1\""));
    }
}
