package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage.MemberAdded;
import io.belfry.protocol.ServerMessage.MemberRemoved;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HubClientTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private final ChannelName room = new ChannelName("presence-room");

    @Test
    void a_second_tab_of_the_same_user_is_not_announced() {
        var alice = given.client().joins("presence-room", "alice");

        given.client().joins("presence-room", "bob");
        given.client().joins("presence-room", "bob");

        alice.sees(new MemberAdded(room, new Member("bob", "{}")));
        alice.seesNothingMore();
    }

    @Test
    void who_leaves_is_announced() {
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob", "{\"name\":\"Bob\"}");

        bob.leaves("presence-room");

        alice.sees(new MemberAdded(room, new Member("bob", "{\"name\":\"Bob\"}")));
        alice.sees(new MemberRemoved(room, "bob"));
        alice.seesNothingMore();
    }

    @Test
    void what_the_api_publishes_is_seen() {
        var alice = given.client().subscribes("news").subscribes("private-news");

        given.api().publishes("news", "headline", "{\"title\":\"Bells\"}");

        var headline = alice.sees("headline", "news");
        assertThat(headline.data().path("title").stringValue()).isEqualTo("Bells");
        alice.seesNothingMore();
    }

    @Test
    void a_client_event_reaches_the_others() {
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob");
        alice.sees("pusher_internal:member_added");

        alice.says("presence-room", "client-typing", "{\"on\":true}");

        assertThat(bob.sees("client-typing").userId()).isEqualTo("alice");
        alice.seesNothingMore();
    }

    @Test
    void who_signs_in_is_reached_by_name() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");

        given.api().publishes("#server-to-user-alice", "receipt", "paid");

        assertThat(alice.sees("receipt").rawData().stringValue()).isEqualTo("paid");
    }

    @Test
    void a_refused_subscription_is_seen_as_both_of_its_messages() {
        var mallory = given.client();

        mallory.asksFor("private-safe", given.key().key() + ":" + "0".repeat(64), null);

        mallory.seesRefusal("private-safe", 401, 4009);
        mallory.seesNothingMore();
    }

    @Test
    void something_more_is_not_overlooked() {
        var alice = given.client().subscribes("news");
        given.api().publishes("news", "headline", "first");

        assertThatThrownBy(alice::seesNothingMore)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("headline");
    }

    @Test
    void another_event_than_the_expected_is_not_taken_for_it() {
        var alice = given.client().subscribes("news");
        given.api().publishes("news", "headline", "first");

        assertThatThrownBy(() -> alice.sees("weather"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("expected weather", "headline");
    }

    @Test
    void a_wait_for_what_is_refused_is_in_vain_at_once() {
        var alice = given.client();

        assertThatThrownBy(() -> alice.signsIn("{\"id\":7}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("4009");
    }
}
