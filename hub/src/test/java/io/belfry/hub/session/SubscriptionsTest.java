package io.belfry.hub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.channel.Burst;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.channel.Subscriber;
import io.belfry.hub.channel.Subscription;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class SubscriptionsTest {
    private static Subscription on(ChannelName channel) {
        return new Subscription(channel, new NobodyReads(), "user of " + channel);
    }

    @Test
    void few_and_many_are_kept_as_in_a_map() {
        Random random = new Random(11);
        Subscriptions own = new Subscriptions();
        Map<ChannelName, Subscription> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Drifts between none and some dozens.
            int bound = 1 + (i / 500) % 30;
            ChannelName channel = new ChannelName("presence-" + random.nextInt(bound));
            if (model.containsKey(channel)) {
                own.remove(channel);
                model.remove(channel);
            } else {
                Subscription subscription = on(channel);
                own.add(subscription);
                model.put(channel, subscription);
            }
            assertThat(own.size()).isEqualTo(model.size());
            assertThat(own.get(channel)).isSameAs(model.get(channel));
            assertThat(own.hasMember("user of " + channel)).isEqualTo(model.containsKey(channel));
        }
        assertThat(own.all()).containsExactlyInAnyOrderElementsOf(model.values());
    }

    @Test
    void what_is_not_there_can_be_taken_out() {
        Subscriptions none = new Subscriptions();

        none.remove(new ChannelName("room"));

        assertThat(none.size()).isZero();
        assertThat(none.all()).isEmpty();
    }

    /** A subscriber that is never given anything here. */
    private static final class NobodyReads implements Subscriber {
        @Override
        public SocketId socketId() {
            return new SocketId("1.1");
        }

        @Override
        public Loop loop() {
            return new HandTurnedLoop();
        }

        @Override
        public void offer(Frame frame) {
            throw new AssertionError("nothing is published");
        }

        @Override
        public void offer(Burst burst) {
            throw new AssertionError("nothing is published");
        }
    }
}
