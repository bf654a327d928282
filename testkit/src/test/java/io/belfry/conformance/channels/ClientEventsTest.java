package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.ToldEvents;
import io.belfry.hub.event.HubEvent;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class ClientEventsTest {
    private static final AtomicInteger chats = new AtomicInteger();

    /** With room for the largest data that a client event may have. */
    @RegisterExtension
    static final GivenHub given = GivenHub.withApp(app -> app.maxMessageSize(20_000));

    static final ToldEvents told = ToldEvents.of(given);

    private String chat = "";

    @BeforeEach
    void a_chat_of_its_own() {
        chat = "private-chat." + chats.incrementAndGet();
    }

    // Relaying

    @Test
    @Check(69)
    void what_a_member_says_is_seen_by_the_others_only() {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);
        var carol = given.client().subscribes(chat);
        var stranger = given.client().subscribes("private-elsewhere");

        alice.says(chat, "client-typing", "{\"who\": \"Alice\"}");

        for (HubClient other : new HubClient[] {bob, carol}) {
            other.seesJson(
                    "{\"event\":\"client-typing\",\"channel\":\""
                            + chat
                            + "\",\"data\":{\"who\":\"Alice\"}}");
            other.seesNothingMore();
        }
        alice.seesNothingMore();
        stranger.seesNothingMore();
    }

    @Test
    @Check(69)
    void other_tabs_of_the_same_user_are_others() {
        String room = chat.replace("private-", "presence-");
        var tab = given.client().joins(room, "alice");
        var otherTab = given.client().joins(room, "alice");

        tab.says(room, "client-typing", "1");

        assertThat(otherTab.sees("client-typing").userId()).isEqualTo("alice");
        tab.seesNothingMore();
    }

    @ParameterizedTest
    @Check(70)
    @ValueSource(
            strings = {
                "\"text\"",
                "\"{\\\"json\\\":\\\"in a string\\\"}\"",
                "\"\"",
                "7",
                "1e400",
                "12345678901234567890.123456789",
                "true",
                "null",
                "[]",
                "[1,[2,{\"three\":3}]]",
                "{}",
                "{ \"a\" : { \"b\" : [ null ] }, \"a\" : \"\\u00e4\\ud83d\\udd14\" }"
            })
    void data_of_any_type_arrive_as_they_were_sent(String data) {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);

        alice.says(chat, "client-any", data);

        assertThat(bob.sees("client-any").text()).contains("\"data\":" + data + "}");
    }

    @Test
    @Check(70)
    void an_event_without_data_arrives_without_data() {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);

        alice.raw().sends("{\"event\":\"client-bare\",\"channel\":\"" + chat + "\"}");

        assertThat(bob.sees("client-bare").json().has("data")).isFalse();
    }

    @Test
    @Check(71)
    void on_a_presence_channel_the_sender_is_named() {
        String room = chat.replace("private-", "presence-");
        var alice = given.client().joins(room, "alice");
        var bob = given.client().joins(room, "7");
        alice.sees("pusher_internal:member_added");

        alice.says(room, "client-typing", "1");
        bob.says(room, "client-typing", "2");

        SeenMessage seen = bob.sees("client-typing");
        assertThat(names(seen)).containsExactlyInAnyOrder("event", "channel", "data", "user_id");
        assertThat(seen.userId()).isEqualTo("alice");
        assertThat(alice.sees("client-typing").userId()).isEqualTo("7");
    }

    @Test
    @Check(71)
    void on_a_private_channel_nobody_is_named() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}").subscribes(chat);
        var bob = given.client().subscribes(chat);

        alice.says(chat, "client-typing", "1");

        assertThat(names(bob.sees("client-typing")))
                .containsExactlyInAnyOrder("event", "channel", "data");
    }

    @ParameterizedTest
    @Check(72)
    @ValueSource(strings = {"private-forged", "presence-forged"})
    void what_a_client_claims_about_itself_is_not_passed_on(String channel) {
        var mallory = join(channel, "mallory");
        var bob = join(channel, "bob");
        mallory.isHeard();

        mallory.raw()
                .sends(
                        """
                        {"user_id":"root","event":"client-forged","socket_id":"1.1","x":{"y":1},\
                        "channel":"%s","data":{"user_id":"root"},"user_id":"admin"}\
                        """
                                .formatted(channel));

        SeenMessage seen = bob.sees("client-forged");
        boolean presence = channel.startsWith("presence-");
        assertThat(names(seen))
                .isEqualTo(
                        presence
                                ? Set.of("event", "channel", "data", "user_id")
                                : Set.of("event", "channel", "data"));
        assertThat(seen.userId()).isEqualTo(presence ? "mallory" : null);
    }

    @Test
    void what_was_said_is_told_to_those_who_listen_within() {
        String room = chat.replace("private-", "presence-");
        var alice = given.client().joins(room, "alice");

        alice.says(room, "client-typing", "{\"on\": true}").isHeard();

        assertThat(told.about(room))
                .filteredOn(HubEvent.ClientEventSent.class::isInstance)
                .map(HubEvent.ClientEventSent.class::cast)
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.event()).isEqualTo("client-typing");
                    assertThat(sent.data()).isEqualTo("{\"on\": true}");
                    assertThat(sent.socketId()).isEqualTo(alice.socketId());
                    assertThat(sent.userId()).isEqualTo("alice");
                });
    }

    // Refusing

    @ParameterizedTest
    @Check(73)
    @CsvSource({
        "news.open, client-x, 4301",
        "cache-open, client-x, 4301",
        "private-encrypted-vault, client-x, 4301",
        "private-encrypted-cache-vault, client-x, 4301",
        "private-own, foo, 4301",
        "private-own, '', 4301",
        "private-own, client, 4301",
        "private-own, my-client-x, 4301",
        "private-own, Client-x, 4301",
        "private-own, ' client-x', 4301",
        "private-own, pusher:x, 4200",
        "private-own, pusher_internal:member_added, 4200"
    })
    void what_a_client_may_not_say_is_refused_and_not_passed_on(
            String channel, String event, int code) {
        var alice = on(channel);
        var bob = on(channel);

        bob.says(channel, event, "{\"user_id\":\"x\"}");

        bob.seesError(code);
        bob.seesNothingMore();
        alice.seesNothingMore();
        assertThat(told.about(channel)).noneMatch(HubEvent.ClientEventSent.class::isInstance);
    }

    @ParameterizedTest
    @Check({73, 76})
    @ValueSource(strings = {"private-foreign", "presence-foreign"})
    void a_channel_that_was_not_joined_takes_nothing(String channel) {
        var member = join(channel, "bob");
        var stranger = given.client();

        stranger.says(channel, "client-x", "1");
        stranger.seesError(4009);
        stranger.seesNothingMore();
        member.seesNothingMore();

        join(stranger, channel, "alice").leaves(channel);
        stranger.says(channel, "client-x", "1");
        stranger.seesError(4009);
        assertThat(told.about(channel)).noneMatch(HubEvent.ClientEventSent.class::isInstance);
    }

    @ParameterizedTest
    @Check(73)
    @ValueSource(
            strings = {
                "{\"event\":\"client-x\",\"data\":1}",
                "{\"event\":\"client-x\",\"channel\":\"\",\"data\":1}",
                "{\"event\":\"client-x\",\"channel\":\"private-a:b\",\"data\":1}",
                "{\"event\":\"client-x\",\"channel\":\"#server-to-user-bob\",\"data\":1}"
            })
    void a_client_event_without_a_channel_is_refused(String message) {
        var client = given.client();

        client.raw().sends(message);

        client.seesError(4301);
        client.seesNothingMore();
    }

    @Test
    @Check(73)
    void nobody_can_say_anything_on_a_channel_of_a_user() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");
        var tab = given.client().signsIn("{\"id\":\"alice\"}");

        tab.says("#server-to-user-alice", "client-x", "1");

        tab.seesError(4301);
        alice.seesNothingMore();
    }

    @Test
    @Check(73)
    void an_event_name_may_have_200_characters_and_not_one_more() {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);
        String longest = "client-" + "x".repeat(193);

        alice.says(chat, longest + "x", "1");
        alice.says(chat, longest, "2");

        alice.seesError(4301);
        bob.sees(longest, chat);
        bob.seesNothingMore();
    }

    // Limits

    @Test
    @Check(74)
    void ten_events_a_second_are_passed_on_and_the_eleventh_is_refused() {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);

        alice.raw()
                .sends(
                        IntStream.rangeClosed(1, 11)
                                .mapToObj(i -> event(chat, i))
                                .toArray(ClientFrame[]::new));

        for (int i = 1; i <= 10; i++) {
            assertThat(bob.sees("client-x").data().intValue()).isEqualTo(i);
        }
        bob.seesNothingMore();
        alice.seesError(4301);
        alice.seesNothingMore();
        saysUntilAccepted(alice);
        assertThat(bob.sees("client-late").channel()).isEqualTo(chat);
    }

    @Test
    @Check(74)
    void the_rate_of_one_connection_is_not_that_of_another() {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);
        for (int i = 0; i < 20; i++) {
            alice.says(chat, "client-x", "1");
        }
        alice.seesError(4301);

        bob.says(chat, "client-y", "1");

        bob.isHeard();
        assertThat(told.about(chat))
                .filteredOn(HubEvent.ClientEventSent.class::isInstance)
                .map(event -> ((HubEvent.ClientEventSent) event).event())
                .endsWith("client-y");
    }

    @Test
    @Check(75)
    void data_may_have_10240_bytes_and_not_one_more() {
        var alice = given.client().subscribes(chat);
        var bob = given.client().subscribes(chat);
        String largest = "\"" + "ä".repeat(5119) + "\"";

        alice.says(chat, "client-larger", "\"" + "ä".repeat(5119) + "x\"");
        alice.says(chat, "client-largest", largest);

        alice.seesError(4301);
        alice.seesNothingMore();
        assertThat(bob.sees("client-largest").rawData().stringValue()).hasSize(5119);
        bob.seesNothingMore();
    }

    /** A client that is on the channel and has read all that this brought. */
    private static HubClient on(String channel) {
        var client = given.client().subscribes(channel).sends("pusher:ping", "{}");
        SeenMessage next = client.sees();
        while (!next.event().equals("pusher:pong")) {
            next = client.sees();
        }
        return client;
    }

    private static Set<String> names(SeenMessage message) {
        return Set.copyOf(message.json().propertyNames());
    }

    private static ClientFrame event(String channel, int number) {
        return ClientFrame.text(
                "{\"event\":\"client-x\",\"channel\":\"" + channel + "\",\"data\":" + number + "}");
    }

    /** Nothing is spent on what is refused, so trying again costs nothing but the answers. */
    private void saysUntilAccepted(HubClient client) {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < giveUp) {
            client.says(chat, "client-late", "1").sends("pusher:ping", "{}");
            if (client.sees().event().equals("pusher:pong")) {
                return;
            }
            client.sees("pusher:pong");
        }
        throw new AssertionError("nothing was accepted for ten seconds");
    }

    private static HubClient join(String channel, String user) {
        return join(given.client(), channel, user);
    }

    private static HubClient join(HubClient client, String channel, String user) {
        return channel.startsWith("presence-")
                ? client.joins(channel, user)
                : client.subscribes(channel);
    }
}
