package io.belfry.spring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.database.Database;
import io.belfry.live.presence.Presence;
import io.belfry.live.presence.PresenceSettings;
import io.belfry.live.presence.PresenceSource;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.protocol.ChannelName;
import io.belfry.spring.hub.HubOccupancy;
import io.belfry.spring.start.ReadyWork;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a hub in the application tells, as it starts, ends and starts again. */
@Timeout(120)
class HubPresenceTest {
    private Presence presence;
    private HubPresence hub;
    private Set<ChannelName> elsewhere = Set.of();

    @BeforeEach
    void given() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:hub-presence-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        LiveRefresh.migrate(source);
        presence =
                new Presence(
                        Database.of(source),
                        new BroadcastFake().broadcaster(),
                        PresenceSettings.defaults().withGrace(Duration.ZERO),
                        Clock.systemUTC());
        hub =
                new HubPresence(
                        new PresenceSource(presence, PresenceSource.USUAL_CHANNEL), new Nodes());
    }

    /** A hub whose other nodes have channels, and that tells nothing by itself. */
    private final class Nodes implements HubOccupancy {
        @Override
        public void listen(Listener listener) {
            throw new UnsupportedOperationException("presence is told by hand here");
        }

        @Override
        public Set<ChannelName> occupied(String prefix) {
            assertThat(prefix).isEqualTo("private-user.");
            return elsewhere;
        }
    }

    private boolean isThere(String user) {
        presence.sweep();
        return presence.find(List.of(user)).getFirst().online();
    }

    private void comes(String user) {
        hub.changed(new ChannelName("private-user." + user), true);
    }

    @Test
    void who_had_a_socket_at_a_hub_that_is_gone_has_none() {
        presence.arrived("7");
        comes("8");

        ReadyWork.Work work = hub.begin();

        await().until(() -> isThere("8"));
        assertThat(isThere("7")).isFalse();
        work.end();
    }

    @Test
    void who_has_a_socket_at_another_node_is_still_there_when_this_one_starts() {
        presence.arrived("6");
        presence.arrived("7");
        elsewhere = Set.of(new ChannelName("private-user.7"), new ChannelName("private-user.9"));

        ReadyWork.Work work = hub.begin();

        await().until(() -> isThere("9"));
        assertThat(isThere("7")).isTrue();
        assertThat(isThere("6")).isFalse();
        work.end();
    }

    @Test
    void what_happens_while_it_rests_is_told_when_it_goes_on() {
        ReadyWork.Work work = hub.begin();
        comes("7");
        await().until(() -> isThere("7"));
        work.end();

        comes("8");
        assertThat(isThere("8")).isFalse();
        ReadyWork.Work again = hub.begin();

        await().until(() -> isThere("8"));
        assertThat(isThere("7")).isTrue();
        again.end();
    }
}
