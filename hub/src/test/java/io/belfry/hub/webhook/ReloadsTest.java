package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.APP;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.told;
import static io.belfry.hub.webhook.GivenWebhooks.vacated;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.WebhookSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

class ReloadsTest {
    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void an_app_without_endpoints_costs_nothing() {
        given.has();

        given.happens(occupied("news"), vacated("news"));

        assertThat(given.time.tasks()).isZero();
    }

    @Test
    void events_that_no_endpoint_wants_cost_nothing() {
        given.has(given.endpoint().eventTypes(Set.of("client_event")));

        given.happens(occupied("news"), vacated("news"));

        assertThat(given.time.tasks()).isZero();
    }

    @Test
    void an_endpoint_that_was_added_is_told() {
        given.has();
        given.happens(occupied("a"));
        given.has(given.endpoint());

        given.happens(occupied("b"));

        given.isTold(told("channel_occupied", "b"));
    }

    @Test
    void an_endpoint_that_was_removed_hears_nothing_more_not_even_what_was_queued() {
        given.server.answers((exchange, request) -> 500);
        given.has(given.endpoint());
        given.happens(occupied("a"), vacated("b"));
        given.ends(Outcome.RETRIED);
        given.server.next();

        given.has(WebhookSettings.to(given.server.url("/other")));
        given.passes(Duration.ofSeconds(3));

        given.ends(Outcome.DROPPED, Outcome.DROPPED);
        given.server.answers((exchange, request) -> 200);
        given.happens(occupied("c"));
        assertThat(given.server.next().path()).isEqualTo("/other");
    }

    @Test
    void a_call_that_is_under_way_to_an_endpoint_that_was_removed_ends_without_a_trace() {
        given.server.isSilentAbout("hanging");
        given.has(given.endpoint());
        given.happens(occupied("hanging"), vacated("b"));
        given.server.next();

        given.has();
        given.passes(Duration.ofSeconds(3));
        given.ends(Outcome.DROPPED, Outcome.DROPPED);
        given.passes(Duration.ofSeconds(10));
        given.has(given.endpoint());
        given.happens(occupied("c"));

        given.isTold(told("channel_occupied", "c"));
    }

    @Test
    void an_app_that_was_removed_takes_its_queue_along() {
        given.has(given.endpoint());
        given.happens(vacated("a"), vacated("b"));

        given.loses(APP);
        given.passes(Duration.ofSeconds(3));

        given.ends(Outcome.DROPPED, Outcome.DROPPED);
        assertThat(given.server.hasMore()).isFalse();
    }

    @Test
    void an_endpoint_that_comes_back_is_told_again() {
        given.has(given.endpoint());
        given.happens(vacated("a"));
        given.has();
        given.passes(Duration.ofSeconds(3));
        given.ends(Outcome.DROPPED);

        given.has(given.endpoint());
        given.happens(occupied("b"));

        given.isTold(told("channel_occupied", "b"));
    }

    @Test
    void changed_headers_hold_for_what_is_queued_too() {
        given.has(given.endpoint().headers(Map.of("Authorization", "old")));
        given.happens(vacated("news"));

        given.has(given.endpoint().headers(Map.of("Authorization", "new")));
        given.passes(Duration.ofSeconds(3));

        assertThat(given.server.next().header("Authorization")).isEqualTo("new");
    }
}
