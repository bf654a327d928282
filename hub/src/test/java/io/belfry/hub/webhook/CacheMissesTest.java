package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.missed;
import static io.belfry.hub.webhook.GivenWebhooks.told;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class CacheMissesTest {
    private static final String TOLD = told("cache_miss", "cache-price");

    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void a_burst_of_subscribers_yields_one_miss() {
        given.has(given.endpoint());

        for (int i = 0; i < 20; i++) {
            given.happens(missed("cache-price"));
            if (i == 0) {
                given.isTold(TOLD);
            }
            given.passes(Duration.ofMillis(500));
        }

        given.isToldNothingElseAbout("cache-price");
    }

    @Test
    void each_channel_has_its_own_burst() {
        given.has(given.endpoint());

        given.happens(missed("cache-price"));
        given.isTold(TOLD);
        given.happens(missed("cache-stock"));

        given.isTold(told("cache_miss", "cache-stock"));
    }

    @Test
    void after_three_silent_seconds_a_miss_is_told_again() {
        given.has(given.endpoint());

        given.happens(missed("cache-price"));
        given.isTold(TOLD);
        given.passes(Duration.ofSeconds(3));
        given.happens(missed("cache-price"));

        given.isTold(TOLD);
    }

    @Test
    void an_app_that_does_not_react_is_reminded_once_a_minute() {
        given.has(given.endpoint());

        for (int second = 0; second < 150; second++) {
            given.happens(missed("cache-price"));
            if (second % 60 == 0) {
                given.isTold(TOLD);
            }
            given.passes(Duration.ofSeconds(1));
        }

        given.isToldNothingElseAbout("cache-price");
    }
}
