package io.belfry.conformance.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ServerMessage.MemberRemoved;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.function.Consumer;

class BrokenConnectionTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @Test
    @Check(28)
    void a_reset_connection_leaves_everything_it_had_joined() {
        leavesEverything(client -> client.raw().resets());
    }

    @Test
    @Check(28)
    void a_connection_closed_without_a_close_frame_leaves_everything_it_had_joined() {
        leavesEverything(HubClient::close);
    }

    @Test
    @Check(28)
    void a_half_closed_connection_leaves_everything_it_had_joined() {
        leavesEverything(client -> client.raw().halfCloses());
    }

    @Test
    @Check(28)
    void a_connection_reset_in_the_middle_of_a_frame_leaves_everything_it_had_joined() {
        leavesEverything(client -> {
            client.raw().sends(new byte[] {(byte) 0x81, (byte) 0xfe, 0x10});
            client.raw().resets();
        });
    }

    private static void leavesEverything(Consumer<HubClient> ending) {
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob").subscribes("bobs-own");
        alice.sees("pusher_internal:member_added");

        ending.accept(bob);

        alice.sees(new MemberRemoved(new ChannelName("presence-room"), "bob"));
        await().untilAsserted(() -> assertThat(connections()).isEqualTo(1));
        assertThat(given.api().get("/channels").send().json().path("channels").propertyNames())
                .containsExactly("presence-room");
        alice.seesNothingMore();
    }

    private static int connections() {
        return given.api().get("/connections").send().json().path("connections").asInt();
    }
}
