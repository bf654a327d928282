package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.conformance.ToldEvents;
import io.belfry.hub.event.HubEvent;
import io.belfry.protocol.ChannelName;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

class PresenceTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    static final ToldEvents told = ToldEvents.of(given);

    private final Room room = Room.of(given);

    // Joining

    @Test
    @Check(46)
    void the_first_member_is_told_a_list_of_itself() {
        var alice = given.client();

        room.asks(alice, "{\"user_id\":\"alice\",\"user_info\":{\"name\":\"Alice\"}}");

        SeenMessage succeeded = alice.sees(SUCCEEDED, room.name());
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
        var alice = given.client().joins(room.name(), "alice", "{\"name\":\"Alice\"}");
        var bob = given.client();

        room.asks(bob, "{\"user_id\":\"bob\",\"user_info\":{\"name\":\"Bob\"}}");

        JsonNode presence = room.toldTo(bob);
        assertThat(presence.path("count").intValue()).isEqualTo(2);
        assertThat(presence.path("ids").toString()).isEqualTo("[\"alice\",\"bob\"]");
        assertThat(presence.path("hash").toString())
                .isEqualTo("{\"alice\":{\"name\":\"Alice\"},\"bob\":{\"name\":\"Bob\"}}");
        SeenMessage added = alice.sees("pusher_internal:member_added", room.name());
        assertThat(added.rawData().isString()).isTrue();
        assertThat(added.data().toString())
                .isEqualTo("{\"user_id\":\"bob\",\"user_info\":{\"name\":\"Bob\"}}");
        alice.seesNothingMore();
        bob.seesNothingMore();
    }

    @Test
    @Check(48)
    void a_second_tab_is_not_announced_and_adds_nobody_to_the_list() {
        var bob = given.client().joins(room.name(), "bob");
        var alice = given.client().joins(room.name(), "alice");
        bob.sees(room.added("alice"));
        var tab = given.client();

        room.asks(tab, "{\"user_id\":\"alice\"}");

        JsonNode presence = room.toldTo(tab);
        assertThat(presence.path("count").intValue()).isEqualTo(2);
        assertThat(presence.path("ids").toString()).isEqualTo("[\"bob\",\"alice\"]");
        assertThat(presence.path("hash").size()).isEqualTo(2);
        bob.seesNothingMore();
        alice.seesNothingMore();
    }

    @Test
    void what_the_oldest_tab_said_about_its_user_is_what_newcomers_see() {
        var first = given.client().joins(room.name(), "alice", "{\"tab\":1}");
        given.client().joins(room.name(), "alice", "{\"tab\":2}");

        assertThat(room.seenBy("bob").path("hash").path("alice").toString())
                .isEqualTo("{\"tab\":1}");

        first.leaves(room.name());
        assertThat(room.seenBy("carol").path("hash").path("alice").toString())
                .isEqualTo("{\"tab\":2}");
    }

    // Leaving

    enum Departure {
        UNSUBSCRIBING,
        CLOSING,
        HANGING_UP,
        RESETTING;

        void of(HubClient client, Room room) {
            switch (this) {
                case UNSUBSCRIBING -> client.leaves(room.name());
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
        var bob = given.client().joins(room.name(), "bob");
        var first = given.client().joins(room.name(), "alice");
        var second = given.client().joins(room.name(), "alice");
        bob.sees(room.added("alice"));

        departure.of(first, room);
        awaitSubscriptions(2);
        bob.seesNothingMore();

        departure.of(second, room);
        bob.sees(room.removed("alice"));
        bob.seesNothingMore();
        awaitSubscriptions(1);
        assertThat(told.about(room.name()))
                .filteredOn(HubEvent.MemberRemoved.class::isInstance)
                .hasSize(1);
    }

    @Test
    @Check(50)
    void who_has_unsubscribed_hears_nothing_more_and_may_come_back() {
        var bob = given.client().joins(room.name(), "bob");
        var alice = given.client().joins(room.name(), "alice");

        alice.leaves(room.name());
        given.client().joins(room.name(), "carol");
        alice.seesNothingMore();
        alice.joins(room.name(), "alice");

        bob.sees(room.added("alice"));
        bob.sees(room.removed("alice"));
        bob.sees(room.added("carol"));
        bob.sees(room.added("alice"));
        bob.seesNothingMore();
    }

    @Test
    void somebody_who_hangs_up_while_joining_leaves_nobody_behind() {
        var watcher = given.client().joins(room.name(), "watcher");
        for (int i = 0; i < 50; i++) {
            var ghost = given.client();
            room.asks(ghost, "{\"user_id\":\"ghost" + i + "\"}");
            ghost.raw().resets();
        }
        await().until(() -> connections() == 1);
        given.client().joins(room.name(), "fence");

        // Some joined and some did not, in no particular order; whoever came has gone.
        PresenceView view = new PresenceView("watcher");
        while (!view.users().contains("fence")) {
            view.follow(watcher.sees());
        }
        assertThat(view.users()).containsExactly("fence", "watcher");
        watcher.seesNothingMore();
    }

    // Again

    @Test
    void who_subscribes_again_is_told_the_list_again_and_announced_to_nobody() {
        var bob = given.client().joins(room.name(), "bob");
        var alice = given.client().joins(room.name(), "alice");
        bob.sees(room.added("alice"));

        room.asks(alice, "{\"user_id\":\"alice\"}");

        assertThat(room.toldTo(alice).path("ids").toString()).isEqualTo("[\"bob\",\"alice\"]");
        alice.seesNothingMore();
        bob.seesNothingMore();
    }

    @Test
    void what_the_app_says_when_subscribing_again_replaces_what_it_said_before() {
        var alice = given.client().joins(room.name(), "alice", "{\"mood\":\"good\"}");

        alice.joins(room.name(), "alice", "{\"mood\":\"better\"}");

        assertThat(room.seenBy("bob").path("hash").path("alice").toString())
                .isEqualTo("{\"mood\":\"better\"}");
    }

    @Test
    @Check(60)
    void nobody_becomes_another_user_by_subscribing_again() {
        var bob = given.client().joins(room.name(), "bob");
        var alice = given.client().joins(room.name(), "alice");
        bob.sees(room.added("alice"));

        room.asks(alice, "{\"user_id\":\"carol\"}");

        alice.seesError(4009);
        alice.seesNothingMore();
        bob.seesNothingMore();
        assertThat(room.seenBy("late").path("ids").toString())
                .isEqualTo("[\"bob\",\"alice\",\"late\"]");
        alice.says(room.name(), "client-still", "1");
        bob.sees(room.added("late"));
        assertThat(bob.sees("client-still").userId()).isEqualTo("alice");
    }

    @Test
    @Check(60)
    void who_has_left_may_come_back_as_another_user() {
        var bob = given.client().joins(room.name(), "bob");
        var client = given.client().joins(room.name(), "alice");

        client.leaves(room.name());
        client.joins(room.name(), "carol");

        bob.sees(room.added("alice"));
        bob.sees(room.removed("alice"));
        bob.sees(room.added("carol"));
        bob.seesNothingMore();
    }

    private static int connections() {
        return given.api().get("/connections").send().json().path("connections").intValue();
    }

    /** Waits until the hub has noticed who has gone. */
    private void awaitSubscriptions(int count) {
        var changed =
                new HubEvent.SubscriptionsChanged("4711", new ChannelName(room.name()), count);
        await().until(() ->
                told.about(room.name()).stream()
                        .filter(HubEvent.SubscriptionsChanged.class::isInstance)
                        .reduce((earlier, later) -> later)
                        .filter(changed::equals)
                        .isPresent());
    }
}
