package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.counted;
import static io.belfry.hub.webhook.GivenWebhooks.toldCount;

import io.belfry.hub.settings.WebhookSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

class SubscriptionCountsTest {
    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    private WebhookSettings.Builder counting() {
        return given.endpoint().eventTypes(Set.of("subscription_count", "client_event"));
    }

    @Test
    void counts_are_told_only_to_who_asks_for_them() {
        given.has(given.endpoint());

        given.happens(counted("news", 1));

        given.isToldNothingElseAbout("news");
    }

    @Test
    void up_to_a_hundred_subscriptions_every_change_is_told_at_once() {
        given.has(counting());

        given.happens(counted("news", 99), counted("news", 100), counted("news", 99));

        given.isTold(toldCount("news", 99));
        given.isTold(toldCount("news", 100));
        given.isTold(toldCount("news", 99));
    }

    @Test
    void above_a_hundred_at_most_one_count_in_five_seconds_is_told_and_the_last_one_is_right() {
        given.has(counting());

        given.happens(counted("news", 101), counted("news", 102), counted("news", 103));
        given.isTold(toldCount("news", 101));
        given.passes(Duration.ofMillis(4999));
        given.isToldNothingElseAbout("news");
        given.passes(Duration.ofMillis(1));
        given.isTold(toldCount("news", 103));

        given.happens(counted("news", 104));
        given.passes(Duration.ofMillis(4999));
        given.isToldNothingElseAbout("news");
        given.passes(Duration.ofMillis(1));
        given.isTold(toldCount("news", 104));

        given.passes(Duration.ofSeconds(5));
        given.happens(counted("news", 105));
        given.isTold(toldCount("news", 105));
    }

    @Test
    void a_count_that_falls_to_a_hundred_makes_the_one_held_back_untrue() {
        given.has(counting());

        given.happens(counted("news", 101), counted("news", 102), counted("news", 100));

        given.isTold(toldCount("news", 101));
        given.isTold(toldCount("news", 100));
        given.passes(Duration.ofSeconds(5));
        given.isToldNothingElseAbout("news");
    }

    @Test
    void counts_that_are_replaced_leave_room_in_the_queue() {
        given.has(counting().queueSize(2));

        given.happens(counted("news", 101));
        given.isTold(toldCount("news", 101));
        for (int count = 102; count <= 110; count++) {
            given.happens(counted("news", count));
        }
        given.passes(Duration.ofSeconds(5));

        given.isTold(toldCount("news", 110));
    }
}
