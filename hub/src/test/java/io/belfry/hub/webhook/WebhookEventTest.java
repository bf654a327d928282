package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.added;
import static io.belfry.hub.webhook.GivenWebhooks.channel;
import static io.belfry.hub.webhook.GivenWebhooks.counted;
import static io.belfry.hub.webhook.GivenWebhooks.missed;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.removed;
import static io.belfry.hub.webhook.GivenWebhooks.vacated;
import static io.belfry.hub.webhook.GivenWebhooks.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.ClientEventSent;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.stream.Stream;

class WebhookEventTest {
    private static final SocketId SOCKET = new SocketId("123.456");

    @Test
    void channels_are_told_by_name() {
        assertThat(json(occupied("news")))
                .isEqualTo("{\"name\":\"channel_occupied\",\"channel\":\"news\"}");
        assertThat(json(vacated("private-x")))
                .isEqualTo("{\"name\":\"channel_vacated\",\"channel\":\"private-x\"}");
        assertThat(json(missed("cache-price")))
                .isEqualTo("{\"name\":\"cache_miss\",\"channel\":\"cache-price\"}");
    }

    @Test
    void members_are_told_with_their_user_id_as_a_string() {
        assertThat(json(added("presence-room", "42")))
                .isEqualTo(
                        "{\"name\":\"member_added\",\"channel\":\"presence-room\","
                                + "\"user_id\":\"42\"}");
        assertThat(json(removed("presence-room", "a\"b")))
                .isEqualTo(
                        "{\"name\":\"member_removed\",\"channel\":\"presence-room\","
                                + "\"user_id\":\"a\\\"b\"}");
    }

    @Test
    void a_subscription_count_is_told_as_a_number() {
        assertThat(json(counted("news", 17)))
                .isEqualTo(
                        "{\"name\":\"subscription_count\",\"channel\":\"news\","
                                + "\"subscription_count\":17}");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"plain \\u00e9 \\\"x\\\"\"`, `\"plain \\u00e9 \\\"x\\\"\"`",
                "`\"\"`, `\"\"`",
                "`{\"who\":\"Ada\"}`, `\"{\\\"who\\\":\\\"Ada\\\"}\"`",
                "`[1, 2]`, `\"[1, 2]\"`",
                "`1.50`, `\"1.50\"`",
                "`true`, `\"true\"`",
                "`null`, `\"null\"`",
            })
    void the_data_of_a_client_event_is_always_a_string(String sent, String told) {
        assertThat(json(whisper("private-x", sent))).contains("\"data\":" + told + ",");
    }

    @Test
    void a_client_event_without_data_has_an_empty_string() {
        assertThat(json(whisper("private-x", null))).contains("\"data\":\"\",");
    }

    @Test
    void a_client_event_on_a_presence_channel_says_who_sent_it() {
        assertThat(json(sentBy("presence-room", "42")))
                .isEqualTo(
                        "{\"name\":\"client_event\",\"channel\":\"presence-room\","
                                + "\"event\":\"client-typing\",\"data\":\"{}\","
                                + "\"socket_id\":\"123.456\",\"user_id\":\"42\"}");
    }

    @Test
    void a_client_event_on_a_private_channel_does_not_say_who_sent_it() {
        assertThat(json(sentBy("private-x", "42")))
                .contains("\"socket_id\":\"123.456\"")
                .doesNotContain("user_id");
    }

    @ParameterizedTest
    @MethodSource
    void webhooks_never_speak_of(HubEvent event) {
        assertThat(WebhookEvent.of(event)).isNull();
    }

    static Stream<HubEvent> webhooks_never_speak_of() {
        return Stream.of(
                occupied("#server-to-user-42"),
                vacated("#server-to-user-42"),
                counted("#server-to-user-42", 2),
                occupied("#watch-42"),
                vacated("#watch-42"),
                counted("presence-room", 2),
                new HubEvent.ConnectionOpened("4711", SOCKET),
                new HubEvent.ConnectionClosed("4711", SOCKET, 1000),
                new HubEvent.ConnectionRefused("4711", ErrorCode.TLS_REQUIRED),
                new HubEvent.CommandRefused("4711", SOCKET, ErrorCode.TLS_REQUIRED, "no"),
                new HubEvent.ApiAnswered("4711", "/apps/{app}/events", 200, Duration.ZERO),
                new HubEvent.WebhookCalled("4711", HubEvent.WebhookCalled.Outcome.DELIVERED));
    }

    private static HubEvent sentBy(String channel, String userId) {
        return new ClientEventSent("4711", channel(channel), "client-typing", "{}", SOCKET, userId);
    }

    private static String json(HubEvent event) {
        return WebhookEvent.of(event).json();
    }
}
