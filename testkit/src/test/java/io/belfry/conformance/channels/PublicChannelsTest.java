package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.ToldEvents;
import io.belfry.hub.event.HubEvent;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

class PublicChannelsTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    static final ToldEvents told = ToldEvents.of(given);

    // Subscribing

    @Test
    @Check(31)
    void a_public_channel_is_joined_with_an_empty_auth() {
        var client = given.client().asksFor("news", "", null);

        client.seesJson(
                """
                {"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"}\
                """);
        client.seesNothingMore();
    }

    @Test
    @Check(31)
    void what_a_client_claims_on_a_public_channel_is_ignored() {
        var client = given.client().asksFor("news.claimed", "not:true", "{\"user_id\":\"root\"}");

        client.sees(SUCCEEDED, "news.claimed");
        client.seesNothingMore();
    }

    @Test
    @Check(32)
    void data_may_be_a_string_that_holds_the_json() {
        var client = given.client();

        client.sends("pusher:subscribe", JsonObject.quoted("{\"channel\":\"news.string\"}"));
        client.sees(SUCCEEDED, "news.string");
        client.sends("pusher:unsubscribe", JsonObject.quoted("{\"channel\":\"news.string\"}"));

        client.isHeard();
        given.api().publishes("news.string", "late", "1");
        client.seesNothingMore();
    }

    @ParameterizedTest
    @Check(33)
    @ValueSource(
            strings = {
                "{}",
                "{\"auth\":\"\"}",
                "{\"channel\":null}",
                "{\"channel\":7}",
                "{\"channel\":[\"news\"]}",
                "null",
                "[]",
                "7",
                "\"news\"",
                "\"\""
            })
    void a_subscription_without_a_channel_is_an_error_and_creates_none(String data) {
        var client = given.client();
        int occupiedBefore = told.occupied().size();

        client.sends("pusher:subscribe", data);

        client.seesError(4200);
        client.seesNothingMore();
        assertThat(told.occupied()).hasSize(occupiedBefore);
    }

    @Test
    @Check(33)
    void a_subscription_without_data_is_an_error() {
        var client = given.client();

        client.raw().sends("{\"event\":\"pusher:subscribe\"}");

        client.seesError(4200);
        client.seesNothingMore();
    }

    // Names

    @ParameterizedTest
    @Check(34)
    @ValueSource(
            strings = {
                "",
                " ",
                "two words",
                "a/b",
                "a:b",
                "private-a:b",
                "#x",
                "#private-x",
                "#server-to-user-",
                "#server-to-user-a b",
                "#watch-alice",
                "a#b",
                "ümlaut",
                "bell🔔",
                "line\nbreak",
                "null\u0000byte",
                "quote\"",
                "back\\slash",
                "*",
                "../etc"
            })
    void a_name_that_is_none_is_refused(String channel) {
        var client = given.client();
        int occupiedBefore = told.occupied().size();

        client.asksFor(channel, Signature.of(client.socketId() + ":" + channel), null);

        SeenMessage refusal = client.seesRefusal(channel, 400, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("InvalidChannel");
        assertThat(refusal.data().path("error").stringValue()).isNotEmpty();
        client.seesNothingMore();
        assertThat(told.occupied()).hasSize(occupiedBefore);
    }

    @Test
    @Check(34)
    void a_name_may_have_200_characters_and_not_one_more() {
        var client = given.client();
        String longest = "n".repeat(200);

        client.subscribes(longest);
        client.asksFor(longest + "n", "", null);

        client.seesRefusal(longest + "n", 400, 4009);
        client.seesNothingMore();
    }

    @ParameterizedTest
    @Check(34)
    @ValueSource(strings = {"A_-=@,.;9", "x", "-", "0", "App.Models.User.1", "private", "a@b.test"})
    void every_character_of_the_protocol_is_accepted(String channel) {
        var client = given.client().subscribes(channel);

        given.api().publishes(channel, "tick", "1");

        client.sees("tick", channel);
        client.seesNothingMore();
    }

    @Test
    @Check(39)
    void names_that_only_look_guarded_are_plain_public_channels() {
        var client = given.client();

        for (String channel :
                new String[] {
                    "privateer",
                    "presenceless",
                    "cached-x",
                    "private",
                    "presence",
                    "cache",
                    "x-private-y",
                    "foo-cache-z",
                    "my-presence-room",
                    "Private-x",
                    "PRESENCE-x"
                }) {
            client.asksFor(channel, "", null);
            SeenMessage succeeded = client.sees(SUCCEEDED, channel);
            assertThat(succeeded.rawData().stringValue()).isEqualTo("{}");
            // A cache channel would be answered with a miss, or with this event to the next one.
            given.api().publishes(channel, "tick", "1");
            client.sees("tick", channel);
            var next = given.client().subscribes(channel);
            next.seesNothingMore();
        }
        client.seesNothingMore();
    }

    // Once, twice, never

    @Test
    @Check(35)
    void a_second_subscription_is_answered_and_changes_nothing() {
        var client = given.client().subscribes("news.twice");
        var eventsBefore = told.about("news.twice");

        client.asksFor("news.twice", "", null);

        client.sees(SUCCEEDED, "news.twice");
        client.seesNothingMore();
        assertThat(told.about("news.twice")).isEqualTo(eventsBefore).hasSize(2);
        assertThat(info("news.twice").path("subscription_count").intValue()).isEqualTo(1);
    }

    @Test
    @Check(35)
    void an_event_comes_once_to_who_has_subscribed_twice() {
        var client = given.client().subscribes("news.double").subscribes("news.double");

        given.api().publishes("news.double", "tick", "1");

        client.sees("tick", "news.double");
        client.seesNothingMore();
    }

    @Test
    @Check(35)
    void one_unsubscription_ends_what_was_subscribed_twice() {
        var client = given.client().subscribes("news.undone").subscribes("news.undone");

        client.leaves("news.undone");
        given.api().publishes("news.undone", "tick", "1");

        client.seesNothingMore();
        assertThat(info("news.undone").path("occupied").booleanValue()).isFalse();
    }

    @Test
    @Check(36)
    void unsubscribing_is_not_answered_and_ends_the_events() {
        var client = given.client().subscribes("news.left");
        var other = given.client().subscribes("news.left");

        client.sends("pusher:unsubscribe", "{\"channel\":\"news.left\"}");

        client.seesNothingMore();
        given.api().publishes("news.left", "tick", "1");
        other.sees("tick", "news.left");
        client.seesNothingMore();
    }

    @ParameterizedTest
    @Check(36)
    @ValueSource(
            strings = {"never.joined", "private-never", "presence-never", "cache-never", "a b"})
    void unsubscribing_from_what_was_never_joined_is_passed_over(String channel) {
        var client = given.client();

        client.sends("pusher:unsubscribe", new JsonObject().text("channel", channel).end());

        client.seesNothingMore();
        assertThat(told.about(channel)).isEmpty();
    }

    @Test
    @Check(36)
    void unsubscribing_takes_nobody_else_out() {
        var stays = given.client().subscribes("news.shared");
        var stranger = given.client();

        stranger.leaves("news.shared");
        stranger.leaves("news.shared");

        given.api().publishes("news.shared", "tick", "1");
        stays.sees("tick", "news.shared");
        assertThat(told.about("news.shared"))
                .containsExactly(
                        new HubEvent.ChannelOccupied("4711", new ChannelName("news.shared")),
                        new HubEvent.SubscriptionsChanged(
                                "4711", new ChannelName("news.shared"), 1));
    }

    @Test
    @Check(37)
    void the_last_of_several_wishes_in_one_burst_counts() {
        var client = given.client();

        client.raw()
                .sends(
                        command("pusher:subscribe", "news.burst"),
                        command("pusher:unsubscribe", "news.burst"),
                        command("pusher:subscribe", "news.burst"));

        client.sees(SUCCEEDED, "news.burst");
        client.sees(SUCCEEDED, "news.burst");
        given.api().publishes("news.burst", "tick", "1");
        client.sees("tick", "news.burst");
        client.seesNothingMore();
        assertThat(info("news.burst").path("subscription_count").intValue()).isEqualTo(1);
    }

    @Test
    @Check(37)
    void a_burst_that_ends_with_leaving_leaves() {
        var client = given.client().subscribes("news.gone");

        client.raw()
                .sends(
                        command("pusher:unsubscribe", "news.gone"),
                        command("pusher:subscribe", "news.gone"),
                        command("pusher:unsubscribe", "news.gone"));

        client.sees(SUCCEEDED, "news.gone");
        client.isHeard();
        given.api().publishes("news.gone", "tick", "1");
        client.seesNothingMore();
    }

    @Test
    @Check(38)
    void a_hundred_channels_of_one_connection_are_joined_in_order() {
        var client = given.client();

        for (int i = 0; i < 100; i++) {
            client.asksFor("hundred." + i, "", null);
        }

        for (int i = 0; i < 100; i++) {
            client.sees(SUCCEEDED, "hundred." + i);
        }
        for (int i = 0; i < 100; i++) {
            given.api().publishes("hundred." + i, "tick", "1");
            client.sees("tick", "hundred." + i);
        }
        client.seesNothingMore();
    }

    // Events

    @Test
    void an_event_is_seen_by_every_subscriber_and_by_nobody_else() {
        HubClient one = given.client().subscribes("news.some");
        HubClient other = given.client().subscribes("news.some").subscribes("news.other");
        HubClient elsewhere = given.client().subscribes("news.other");

        given.api().publishes("news.some", "tick", "1");

        one.sees("tick", "news.some");
        other.sees("tick", "news.some");
        one.seesNothingMore();
        other.seesNothingMore();
        elsewhere.seesNothingMore();
    }

    @Test
    void an_event_for_a_channel_that_nobody_is_on_is_accepted_and_changes_nothing() {
        given.api().publishes("news.nobody", "tick", "1");

        assertThat(told.about("news.nobody")).isEmpty();
        assertThat(info("news.nobody").path("occupied").booleanValue()).isFalse();
        given.client().subscribes("news.nobody").seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "App\\Events\\OrderShipped",
                ".dotted",
                "with space",
                "emoji 🔔",
                "quote \" and \u2028",
                "client-looking",
                "Größe"
            })
    void any_text_names_an_event(String name) {
        var client = given.client().subscribes("news.names");

        given.api().publishes("news.names", name, "1");

        client.sees(name, "news.names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "null",
                "not json",
                "{\"a\" : 1 }",
                "{\"broken\":",
                "🔔 \u2028 \u0000 \" \\ \t",
                "\"quoted\""
            })
    void data_come_as_they_were_published_json_or_not(String data) {
        var client = given.client().subscribes("news.data");

        given.api().publishes("news.data", "tick", data);

        assertThat(client.sees("tick", "news.data").rawData().stringValue()).isEqualTo(data);
    }

    private static JsonNode info(String channel) {
        return given.api()
                .get("/channels/" + channel)
                .with("info", "subscription_count")
                .send()
                .json();
    }

    private static ClientFrame command(String event, String channel) {
        String data = new JsonObject().text("channel", channel).end();
        return ClientFrame.text(new JsonObject().text("event", event).raw("data", data).end());
    }
}
