package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.hub.event.HubEvent;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage.MemberAdded;
import io.belfry.protocol.ServerMessage.MemberRemoved;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.concurrent.atomic.AtomicInteger;

class PresenceTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";
    private static final AtomicInteger rooms = new AtomicInteger();

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    static final ToldEvents told = ToldEvents.of(given);

    private String room = "";

    @BeforeEach
    void a_room_of_its_own() {
        room = "presence-room." + rooms.incrementAndGet();
    }

    // Joining

    @Test
    @Check(46)
    void the_first_member_is_told_a_list_of_itself() {
        var alice = given.client();

        asks(alice, "{\"user_id\":\"alice\",\"user_info\":{\"name\":\"Alice\"}}");

        SeenMessage succeeded = alice.sees(SUCCEEDED, room);
        assertThat(succeeded.rawData().isString()).isTrue();
        assertThat(succeeded.data().toString())
                .isEqualTo(
                        """
                        {"presence":{"count":1,"ids":["alice"],\
                        "hash":{"alice":{"name":"Alice"}}}}\
                        """);
        alice.seesNothingMore();
    }

    @Test
    @Check(47)
    void a_second_member_is_announced_to_the_first_and_told_both() {
        var alice = given.client().joins(room, "alice", "{\"name\":\"Alice\"}");
        var bob = given.client();

        asks(bob, "{\"user_id\":\"bob\",\"user_info\":{\"name\":\"Bob\"}}");

        JsonNode presence = presence(bob.sees(SUCCEEDED, room));
        assertThat(presence.path("count").intValue()).isEqualTo(2);
        assertThat(presence.path("ids").toString()).isEqualTo("[\"alice\",\"bob\"]");
        assertThat(presence.path("hash").toString())
                .isEqualTo("{\"alice\":{\"name\":\"Alice\"},\"bob\":{\"name\":\"Bob\"}}");
        SeenMessage added = alice.sees("pusher_internal:member_added", room);
        assertThat(added.rawData().isString()).isTrue();
        assertThat(added.data().toString())
                .isEqualTo("{\"user_id\":\"bob\",\"user_info\":{\"name\":\"Bob\"}}");
        alice.seesNothingMore();
        bob.seesNothingMore();
    }

    @Test
    @Check(48)
    void a_second_tab_is_not_announced_and_adds_nobody_to_the_list() {
        var bob = given.client().joins(room, "bob");
        var alice = given.client().joins(room, "alice");
        bob.sees(added("alice"));
        var tab = given.client();

        asks(tab, "{\"user_id\":\"alice\"}");

        JsonNode presence = presence(tab.sees(SUCCEEDED, room));
        assertThat(presence.path("count").intValue()).isEqualTo(2);
        assertThat(presence.path("ids").toString()).isEqualTo("[\"bob\",\"alice\"]");
        assertThat(presence.path("hash").size()).isEqualTo(2);
        bob.seesNothingMore();
        alice.seesNothingMore();
    }

    @Test
    void what_the_oldest_tab_said_about_its_user_is_what_newcomers_see() {
        var first = given.client().joins(room, "alice", "{\"tab\":1}");
        given.client().joins(room, "alice", "{\"tab\":2}");

        assertThat(seenBy("bob").path("hash").path("alice").toString()).isEqualTo("{\"tab\":1}");

        first.leaves(room);
        assertThat(seenBy("carol").path("hash").path("alice").toString()).isEqualTo("{\"tab\":2}");
    }

    // Leaving

    enum Departure {
        UNSUBSCRIBING,
        CLOSING,
        HANGING_UP,
        RESETTING;

        void of(HubClient client, String room) {
            switch (this) {
                case UNSUBSCRIBING -> client.leaves(room);
                case CLOSING -> {
                    client.raw().sends(ClientFrame.close(1000, "")).closedWith(1000);
                    client.close();
                }
                case HANGING_UP -> client.close();
                case RESETTING -> client.raw().resets();
            }
        }
    }

    @ParameterizedTest
    @Check({49, 50})
    @EnumSource
    void only_the_last_tab_that_goes_takes_its_user_along(Departure departure) {
        var bob = given.client().joins(room, "bob");
        var first = given.client().joins(room, "alice");
        var second = given.client().joins(room, "alice");
        bob.sees(added("alice"));

        departure.of(first, room);
        awaitSubscriptions(2);
        bob.seesNothingMore();

        departure.of(second, room);
        bob.sees(new MemberRemoved(new ChannelName(room), "alice"));
        bob.seesNothingMore();
        assertThat(told.about(room))
                .filteredOn(HubEvent.MemberRemoved.class::isInstance)
                .hasSize(1);
    }

    @Test
    @Check(50)
    void who_has_unsubscribed_hears_nothing_more_and_may_come_back() {
        var bob = given.client().joins(room, "bob");
        var alice = given.client().joins(room, "alice");

        alice.leaves(room);
        given.client().joins(room, "carol");
        alice.seesNothingMore();
        alice.joins(room, "alice");

        bob.sees(added("alice"));
        bob.sees(new MemberRemoved(new ChannelName(room), "alice"));
        bob.sees(added("carol"));
        bob.sees(added("alice"));
        bob.seesNothingMore();
    }

    @Test
    void somebody_who_hangs_up_while_joining_leaves_nobody_behind() {
        var watcher = given.client().joins(room, "watcher");
        for (int i = 0; i < 50; i++) {
            var ghost = given.client();
            asks(ghost, "{\"user_id\":\"ghost" + i + "\"}");
            ghost.raw().resets();
        }
        await().until(() -> connections() == 1);
        given.client().joins(room, "fence");

        // Some joined and some did not, in no particular order; whoever came has gone.
        PresenceView view = new PresenceView("watcher");
        while (!view.users().contains("fence")) {
            view.follow(watcher.sees());
        }
        assertThat(view.users()).containsExactly("fence", "watcher");
        watcher.seesNothingMore();
    }

    // Who somebody is

    @Test
    @Check(51)
    void a_number_and_its_digits_are_one_user() {
        var watcher = given.client().joins(room, "watcher");

        var number = given.client();
        asks(number, "{\"user_id\":7,\"user_info\":{\"name\":\"Seven\"}}");
        var digits = given.client();
        asks(digits, "{\"user_id\":\"7\",\"user_info\":{\"name\":\"Seven\"}}");

        assertThat(presence(number.sees(SUCCEEDED, room)).path("ids").toString())
                .isEqualTo("[\"watcher\",\"7\"]");
        assertThat(presence(digits.sees(SUCCEEDED, room)).path("count").intValue()).isEqualTo(2);
        watcher.sees(
                new MemberAdded(new ChannelName(room), new Member("7", "{\"name\":\"Seven\"}")));
        number.leaves(room);
        watcher.seesNothingMore();
        digits.leaves(room);
        watcher.sees(new MemberRemoved(new ChannelName(room), "7"));
    }

    @Test
    @Check(51)
    void a_number_that_no_double_can_hold_keeps_its_digits() {
        var client = given.client();

        asks(client, "{\"user_id\":9007199254740993}");

        assertThat(presence(client.sees(SUCCEEDED, room)).path("ids").toString())
                .isEqualTo("[\"9007199254740993\"]");
    }

    @Test
    void users_called_zero_and_one_are_users_like_others() {
        var zero = given.client().joins(room, "0");
        var one = given.client();
        asks(one, "{\"user_id\":1}");

        JsonNode presence = presence(one.sees(SUCCEEDED, room));
        assertThat(presence.path("ids").toString()).isEqualTo("[\"0\",\"1\"]");
        assertThat(presence.path("hash").toString()).isEqualTo("{\"0\":{},\"1\":{}}");
        zero.sees(added("1"));
        zero.leaves(room);
        one.sees(new MemberRemoved(new ChannelName(room), "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " { \"user_info\" : { \"name\" : \"\\u00c4da\" } , \"user_id\" : \"ada\" } ",
                "{\"user_id\":\"ada\",\"extra\":[1,2],\"user_info\":{\"name\":\"\u00c4da\"}}"
            })
    void channel_data_are_verified_as_they_were_sent(String channelData) {
        var client = given.client();

        asks(client, channelData);

        assertThat(
                        presence(client.sees(SUCCEEDED, room))
                                .path("hash")
                                .path("ada")
                                .path("name")
                                .stringValue())
                .isEqualTo("Äda");
    }

    @ParameterizedTest
    @Check(54)
    @ValueSource(strings = {"{\"user_id\":\"ada\"}", "{\"user_id\":\"ada\",\"user_info\":null}"})
    void who_says_nothing_about_a_user_says_an_empty_object(String channelData) {
        var watcher = given.client().joins(room, "watcher");
        var client = given.client();

        asks(client, channelData);

        assertThat(presence(client.sees(SUCCEEDED, room)).path("hash").path("ada").toString())
                .isEqualTo("{}");
        assertThat(watcher.sees("pusher_internal:member_added").data().toString())
                .isEqualTo("{\"user_id\":\"ada\",\"user_info\":{}}");
    }

    @ParameterizedTest
    @Check(52)
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "\"ada\"",
                "{}",
                "{\"user_id\":\"\"}",
                "{\"user_id\":null}",
                "{\"user_id\":true}",
                "{\"user_id\":{\"id\":\"ada\"}}",
                "{\"user_info\":{\"name\":\"Ada\"}}",
                "{\"user_id\":\"ada\""
            })
    void channel_data_that_name_no_user_are_refused(String channelData) {
        var watcher = given.client().joins(room, "watcher");
        var client = given.client();

        asks(client, channelData);

        SeenMessage refusal = client.seesRefusal(room, 401, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("AuthError");
        client.seesNothingMore();
        watcher.seesNothingMore();
        assertThat(seenBy("late").path("ids").toString()).isEqualTo("[\"watcher\",\"late\"]");
    }

    @Test
    @Check(52)
    void a_presence_channel_without_channel_data_is_refused() {
        var client = given.client();

        client.asksFor(room, Signature.of(client.socketId() + ":" + room), null);

        client.seesRefusal(room, 401, 4009);
        client.seesNothingMore();
    }

    @Test
    @Check(52)
    void a_user_id_may_have_128_characters_and_not_one_more() {
        var client = given.client();

        asks(client, "{\"user_id\":\"" + "u".repeat(128) + "\"}");
        client.sees(SUCCEEDED, room);

        var other = given.client();
        asks(other, "{\"user_id\":\"" + "u".repeat(129) + "\"}");
        SeenMessage refusal = other.seesRefusal(room, 403, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("LimitReached");
        client.seesNothingMore();
    }

    @Test
    @Check(52)
    void user_info_may_have_1024_bytes_and_not_one_more() {
        var client = given.client();
        String largest = "{\"n\":\"" + "Ä".repeat(508) + "\"}";

        asks(client, "{\"user_id\":\"ada\",\"user_info\":" + largest + "}");
        assertThat(presence(client.sees(SUCCEEDED, room)).path("hash").path("ada").toString())
                .isEqualTo(largest);

        var other = given.client();
        String larger = largest.replace("{\"n", "{\"nn");
        asks(other, "{\"user_id\":\"bob\",\"user_info\":" + larger + "}");
        SeenMessage refusal = other.seesRefusal(room, 403, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("LimitReached");
        client.seesNothingMore();
    }

    @Test
    @Check(53)
    void a_hundred_users_fit_and_only_a_second_tab_of_theirs_fits_in_addition() {
        for (int i = 1; i <= 100; i++) {
            given.client().joins(room, "user" + i);
        }
        var late = given.client();

        asks(late, "{\"user_id\":\"late\"}");
        SeenMessage refusal = late.seesRefusal(room, 403, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("LimitReached");
        late.asksFor(room, "wrong", "{\"user_id\":\"user1\"}");
        late.seesRefusal(room, 401, 4009);
        late.seesNothingMore();

        var tab = given.client().joins(room, "user1");
        tab.seesNothingMore();
    }

    @Test
    @Check(53)
    void who_leaves_a_full_channel_makes_room_and_who_was_refused_may_try_again() {
        var first = given.client().joins(room, "user1");
        for (int i = 2; i <= 100; i++) {
            given.client().joins(room, "user" + i);
        }
        var late = given.client();
        asks(late, "{\"user_id\":\"late\"}");
        late.seesRefusal(room, 403, 4009);

        first.leaves(room);

        late.joins(room, "late");
        late.seesNothingMore();
    }

    // Signed in

    @Test
    @Check(56)
    void who_is_signed_in_needs_no_channel_data() {
        var watcher = given.client().joins(room, "watcher");
        var ada = given.client().signsIn("{\"id\":\"ada\",\"user_info\":{\"name\":\"Ada\"}}");

        ada.asksFor(room, Signature.of(ada.socketId() + ":" + room), null);

        assertThat(presence(ada.sees(SUCCEEDED, room)).path("hash").toString())
                .isEqualTo("{\"watcher\":{},\"ada\":{\"name\":\"Ada\"}}");
        watcher.sees(
                new MemberAdded(new ChannelName(room), new Member("ada", "{\"name\":\"Ada\"}")));
    }

    @Test
    @Check(56)
    void channel_data_say_more_than_the_sign_in() {
        var ada = given.client().signsIn("{\"id\":\"ada\"}");

        asks(ada, "{\"user_id\":\"ada.work\"}");

        assertThat(presence(ada.sees(SUCCEEDED, room)).path("ids").toString())
                .isEqualTo("[\"ada.work\"]");
    }

    @Test
    @Check(56)
    void a_signed_in_user_still_needs_the_signature_of_the_app() {
        var ada = given.client().signsIn("{\"id\":\"ada\"}");

        ada.asksFor(room, "", null);

        ada.seesRefusal(room, 401, 4009);
        ada.seesNothingMore();
    }

    @Test
    @Check({52, 56})
    void what_a_signed_in_user_brings_along_is_limited_as_well() {
        String large = "{\"n\":\"" + "x".repeat(1024) + "\"}";
        var ada = given.client().signsIn("{\"id\":\"ada\",\"user_info\":" + large + "}");

        ada.asksFor(room, Signature.of(ada.socketId() + ":" + room), null);

        ada.seesRefusal(room, 403, 4009);
        ada.seesNothingMore();
    }

    // Again

    @Test
    void who_subscribes_again_is_told_the_list_again_and_announced_to_nobody() {
        var bob = given.client().joins(room, "bob");
        var alice = given.client().joins(room, "alice");
        bob.sees(added("alice"));

        asks(alice, "{\"user_id\":\"alice\"}");

        assertThat(presence(alice.sees(SUCCEEDED, room)).path("ids").toString())
                .isEqualTo("[\"bob\",\"alice\"]");
        alice.seesNothingMore();
        bob.seesNothingMore();
    }

    @Test
    void what_the_app_says_when_subscribing_again_replaces_what_it_said_before() {
        var alice = given.client().joins(room, "alice", "{\"mood\":\"good\"}");

        alice.joins(room, "alice", "{\"mood\":\"better\"}");

        assertThat(seenBy("bob").path("hash").path("alice").toString())
                .isEqualTo("{\"mood\":\"better\"}");
    }

    @Test
    @Check(60)
    void nobody_becomes_another_user_by_subscribing_again() {
        var bob = given.client().joins(room, "bob");
        var alice = given.client().joins(room, "alice");
        bob.sees(added("alice"));

        asks(alice, "{\"user_id\":\"carol\"}");

        alice.seesError(4009);
        alice.seesNothingMore();
        bob.seesNothingMore();
        assertThat(seenBy("late").path("ids").toString()).isEqualTo("[\"bob\",\"alice\",\"late\"]");
        alice.says(room, "client-still", "1");
        bob.sees(added("late"));
        assertThat(bob.sees("client-still").userId()).isEqualTo("alice");
    }

    @Test
    @Check(60)
    void who_has_left_may_come_back_as_another_user() {
        var bob = given.client().joins(room, "bob");
        var client = given.client().joins(room, "alice");

        client.leaves(room);
        client.joins(room, "carol");

        bob.sees(added("alice"));
        bob.sees(new MemberRemoved(new ChannelName(room), "alice"));
        bob.sees(added("carol"));
        bob.seesNothingMore();
    }

    private void asks(HubClient client, String channelData) {
        String auth = Signature.of(client.socketId() + ":" + room + ":" + channelData);
        client.asksFor(room, auth, channelData);
    }

    /** The presence object that a newcomer is told. */
    private JsonNode seenBy(String newcomer) {
        var client = given.client();
        asks(client, "{\"user_id\":\"" + newcomer + "\"}");
        return presence(client.sees(SUCCEEDED, room));
    }

    private static JsonNode presence(SeenMessage succeeded) {
        return succeeded.data().path("presence");
    }

    private MemberAdded added(String userId) {
        return new MemberAdded(new ChannelName(room), new Member(userId, "{}"));
    }

    private static int connections() {
        return given.api().get("/connections").send().json().path("connections").intValue();
    }

    /** Waits until the hub has noticed who has gone. */
    private void awaitSubscriptions(int count) {
        var changed = new HubEvent.SubscriptionsChanged("4711", new ChannelName(room), count);
        await().until(() ->
                told.about(room).stream()
                        .filter(HubEvent.SubscriptionsChanged.class::isInstance)
                        .reduce((earlier, later) -> later)
                        .filter(changed::equals)
                        .isPresent());
    }
}
