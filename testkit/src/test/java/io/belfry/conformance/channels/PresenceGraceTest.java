package io.belfry.conformance.channels;

import io.belfry.hub.settings.PresenceSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage.MemberAdded;
import io.belfry.protocol.ServerMessage.MemberRemoved;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.Hubs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/** A hub that keeps members for a moment after they have gone. */
class PresenceGraceTest {
    private static final PresenceSettings WITH_GRACE =
            PresenceSettings.builder().leaveGrace(Duration.ofMillis(300)).build();

    @RegisterExtension
    static final GivenHub given = GivenHub.with(Hubs.with(Hubs.app().presence(WITH_GRACE).build()));

    @Test
    void who_does_not_come_back_is_announced() {
        var bob = given.client().joins("presence-left", "bob");
        var alice = given.client().joins("presence-left", "alice");

        alice.close();

        bob.sees(added("presence-left", "alice"));
        bob.sees(removed("presence-left", "alice"));
        bob.seesNothingMore();
    }

    @Test
    void who_comes_back_on_a_new_connection_was_never_gone() {
        var bob = given.client().joins("presence-reloaded", "bob");
        var alice = given.client().joins("presence-reloaded", "alice");
        var fence = given.client().joins("presence-reloaded", "fence");

        alice.close();
        given.client().joins("presence-reloaded", "alice");
        // Leaves after alice has left, so that alice's time is over when this is announced.
        fence.leaves("presence-reloaded");

        bob.sees(added("presence-reloaded", "alice"));
        bob.sees(added("presence-reloaded", "fence"));
        bob.sees(removed("presence-reloaded", "fence"));
        bob.seesNothingMore();
    }

    @Test
    void who_comes_back_on_the_same_connection_stays() {
        var bob = given.client().joins("presence-same", "bob");
        var alice = given.client().joins("presence-same", "alice");
        var fence = given.client().joins("presence-same", "fence");

        alice.leaves("presence-same");
        alice.joins("presence-same", "alice");
        fence.leaves("presence-same");

        bob.sees(added("presence-same", "alice"));
        bob.sees(added("presence-same", "fence"));
        bob.sees(removed("presence-same", "fence"));
        bob.seesNothingMore();
        alice.leaves("presence-same");
        bob.sees(removed("presence-same", "alice"));
    }

    @Test
    void who_comes_back_as_somebody_else_has_gone_at_once() {
        var bob = given.client().joins("presence-other", "bob");
        var client = given.client().joins("presence-other", "alice");

        client.leaves("presence-other");
        client.joins("presence-other", "carol");

        bob.sees(added("presence-other", "alice"));
        bob.sees(removed("presence-other", "alice"));
        bob.sees(added("presence-other", "carol"));
        bob.seesNothingMore();
    }

    private static MemberAdded added(String channel, String userId) {
        return new MemberAdded(new ChannelName(channel), new Member(userId, "{}"));
    }

    private static MemberRemoved removed(String channel, String userId) {
        return new MemberRemoved(new ChannelName(channel), userId);
    }
}
