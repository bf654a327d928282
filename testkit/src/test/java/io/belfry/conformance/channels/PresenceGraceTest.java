package io.belfry.conformance.channels;

import io.belfry.hub.settings.PresenceSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage.MemberAdded;
import io.belfry.protocol.ServerMessage.MemberRemoved;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/** A hub that keeps members for a moment after their connections have ended. */
class PresenceGraceTest {
    private static final PresenceSettings WITH_GRACE =
            PresenceSettings.builder().leaveGrace(Duration.ofMillis(300)).build();

    @RegisterExtension
    static final GivenHub given = GivenHub.withApp(app -> app.presence(WITH_GRACE));

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
        // Goes after alice has gone, so that alice's time is over when this is announced.
        fence.close();

        bob.sees(added("presence-reloaded", "alice"));
        bob.sees(added("presence-reloaded", "fence"));
        bob.sees(removed("presence-reloaded", "fence"));
        bob.seesNothingMore();
    }

    @Test
    void who_leaves_by_asking_is_announced_at_once() {
        var bob = given.client().joins("presence-asked", "bob");
        var alice = given.client().joins("presence-asked", "alice");

        alice.leaves("presence-asked");
        alice.joins("presence-asked", "alice");

        bob.sees(added("presence-asked", "alice"));
        bob.sees(removed("presence-asked", "alice"));
        bob.sees(added("presence-asked", "alice"));
        bob.seesNothingMore();
    }

    private static MemberAdded added(String channel, String userId) {
        return new MemberAdded(new ChannelName(channel), new Member(userId, "{}"));
    }

    private static MemberRemoved removed(String channel, String userId) {
        return new MemberRemoved(new ChannelName(channel), userId);
    }
}
