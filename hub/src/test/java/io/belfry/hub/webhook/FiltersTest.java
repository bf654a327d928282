package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.added;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.told;
import static io.belfry.hub.webhook.GivenWebhooks.toldOfMember;
import static io.belfry.hub.webhook.GivenWebhooks.vacated;
import static io.belfry.hub.webhook.GivenWebhooks.whisper;
import static io.belfry.hub.webhook.GivenWebhooks.whispered;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.WebhookSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

class FiltersTest {
    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void only_the_event_types_asked_for_are_told() {
        given.has(given.endpoint().eventTypes(Set.of("client_event")));

        given.happens(occupied("private-x"), whisper("private-x", "1"));

        given.isTold(whispered("private-x", "\"1\""));
        given.isToldNothingElseAbout("private-x");
    }

    @Test
    void only_channels_with_the_prefix_are_told() {
        given.has(given.endpoint().channelPrefix("presence-"));

        given.happens(occupied("news"), occupied("presence-room"));

        given.isTold(told("channel_occupied", "presence-room"));
        assertThat(given.server.hasMore()).isFalse();
    }

    @Test
    void only_channels_with_the_suffix_are_told() {
        given.has(given.endpoint().channelSuffix(".eu"));

        given.happens(occupied("news.us"), occupied("news.eu"));

        given.isTold(told("channel_occupied", "news.eu"));
        assertThat(given.server.hasMore()).isFalse();
    }

    @Test
    void only_channels_that_fit_the_pattern_are_told() {
        given.has(given.endpoint().channelPattern(Pattern.compile("presence-room\\.[0-9]+")));

        given.happens(occupied("presence-room.x"), occupied("presence-room.12"));

        given.isTold(told("channel_occupied", "presence-room.12"));
        assertThat(given.server.hasMore()).isFalse();
    }

    @Test
    void a_body_has_only_what_passed_the_filter_and_its_signature_is_of_that_body() {
        given.has(
                given.endpoint()
                        .batch(true)
                        .maxBatchSize(2)
                        .eventTypes(Set.of("member_added"))
                        .channelPrefix("presence-a"));

        given.happens(
                occupied("presence-a"),
                added("presence-a", "1"),
                added("presence-b", "2"),
                whisper("presence-a", "1"),
                added("presence-a", "3"));

        AppServer.Received call = given.server.next();
        assertThat(call.body())
                .endsWith(
                        "\"events\":["
                                + toldOfMember("member_added", "presence-a", "1")
                                + ","
                                + toldOfMember("member_added", "presence-a", "3")
                                + "]}");
        assertThat(call.header("X-Pusher-Signature"))
                .isEqualTo(GivenWebhooks.KEY.sign(call.body()));
    }

    @Test
    void each_endpoint_has_its_own_filter() {
        given.has(
                WebhookSettings.to(given.server.url("/members")).eventTypes(Set.of("member_added")),
                WebhookSettings.to(given.server.url("/channels"))
                        .eventTypes(Set.of("channel_occupied")));

        given.happens(occupied("presence-room"), added("presence-room", "42"));

        List<AppServer.Received> calls = List.of(given.server.next(), given.server.next());
        assertThat(calls)
                .filteredOn(call -> call.path().equals("/members"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("member_added"));
        assertThat(calls)
                .filteredOn(call -> call.path().equals("/channels"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("channel_occupied"));
    }

    @Test
    void two_endpoints_at_one_address_are_both_called() {
        given.has(
                given.endpoint().eventTypes(Set.of("channel_vacated")),
                given.endpoint().eventTypes(Set.of("channel_vacated")));

        given.happens(vacated("news"));
        given.passes(Duration.ofSeconds(3));

        given.isTold(told("channel_vacated", "news"));
        given.isTold(told("channel_vacated", "news"));
    }
}
