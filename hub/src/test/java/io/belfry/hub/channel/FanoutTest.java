package io.belfry.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.Traffic;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Fan-out on one loop: who gets what, and who waits for whom. */
class FanoutTest {
    private final SteppedLoop loop = new SteppedLoop();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final LoopFanout fanout = new LoopFanout(loop, waitingBytes, loop::now);
    private final Traffic traffic = new Traffic();

    private LoopShare channelOf(List<Reader> readers) {
        LoopShare share = new LoopShare(0, traffic);
        readers.forEach(reader -> share.add(reader.on("room")));
        return share;
    }

    private List<Reader> readers(int count) {
        return IntStream.range(0, count).mapToObj(each -> new Reader(each, loop)).toList();
    }

    private void publish(LoopShare share, String text) {
        publish(share, text, null);
    }

    private void publish(LoopShare share, String text, @Nullable SocketId except) {
        fanout.add(new Delivery(share, Frame.ofText(text), except, 0));
    }

    @Test
    void a_small_channel_does_not_wait_for_a_large_one() {
        List<Reader> many = readers(100_000);
        List<Reader> one = readers(1);
        publish(channelOf(many), "large");
        publish(channelOf(one), "small");

        loop.step();

        assertThat(one.getFirst().texts()).containsExactly("small");
        assertThat(many.getLast().texts()).isEmpty();
    }

    @Test
    void sockets_have_a_turn_every_few_milliseconds_of_a_large_fan_out() {
        List<Reader> many = readers(100_000);
        publish(channelOf(many), "large");

        loop.runAll();

        // 256 subscribers take this loop a millisecond, and a turn is five of them.
        assertThat(loop.socketTurns()).isEqualTo(100_000 / (5 * 256));
        assertThat(many).allSatisfy(each -> assertThat(each.texts()).containsExactly("large"));
        assertThat(waitingBytes).hasValue(0);
    }

    @Test
    void what_comes_while_a_channel_is_being_told_follows_in_order() {
        List<Reader> many = readers(3_000);
        LoopShare channel = channelOf(many);
        publish(channel, "1");
        loop.step();
        publish(channel, "2");
        publish(channel, "3");

        loop.runAll();

        assertThat(many)
                .allSatisfy(each -> assertThat(each.texts()).containsExactly("1", "2", "3"));
    }

    @Test
    void an_event_that_excepts_a_subscriber_reaches_all_others_in_order() {
        List<Reader> three = readers(3);
        LoopShare channel = channelOf(three);
        publish(channel, "1");
        publish(channel, "2", three.get(1).socketId());
        publish(channel, "3");

        loop.runAll();

        assertThat(three.get(0).texts()).containsExactly("1", "2", "3");
        assertThat(three.get(1).texts()).containsExactly("1", "3");
        assertThat(three.get(2).texts()).containsExactly("1", "2", "3");
        assertThat(traffic.messagesOut()).isEqualTo(8);
    }

    @Test
    void frames_that_are_merged_are_never_more_than_64_kib_unless_one_alone_is() {
        List<Integer> lengths = new ArrayList<>();
        Subscriber measuring = new MeasuringReader(new Reader(1, loop), lengths);
        LoopShare share = new LoopShare(0, traffic);
        Subscription subscription = new Subscription(new ChannelName("room"), measuring, null);
        subscription.start(0);
        share.add(subscription);
        for (int i = 0; i < 10; i++) {
            publish(share, "x".repeat(30_000));
        }
        publish(share, "x".repeat(100_000));

        loop.runAll();

        assertThat(lengths).containsExactly(60_008, 60_008, 60_008, 60_008, 60_008, 100_010);
    }

    @Test
    void whoever_stays_gets_every_frame_once_however_others_come_and_go_meanwhile() {
        for (int seed = 0; seed < 200; seed++) {
            new Coming(new Random(seed)).andGoing();
        }
    }

    /** A channel whose subscribers come and go between the slices of its passes. */
    private final class Coming {
        private final Random random;
        private final LoopShare channel = new LoopShare(0, traffic);
        private final List<Reader> readers = new ArrayList<>();
        private final List<Subscription> subscriptions = new ArrayList<>();
        private final List<List<String>> due = new ArrayList<>();
        private int published;

        Coming(Random random) {
            this.random = random;
        }

        void andGoing() {
            for (int i = 0; i < 50; i++) {
                comes();
            }
            for (int step = 0; step < 40; step++) {
                deliverSome();
                switch (random.nextInt(3)) {
                    case 0 -> comes();
                    case 1 -> goes();
                    default -> publishes();
                }
            }
            while (channel.hasWork()) {
                channel.deliver(7);
            }
            for (int i = 0; i < readers.size(); i++) {
                assertThat(readers.get(i).texts()).isEqualTo(due.get(i));
            }
        }

        private void deliverSome() {
            if (channel.hasWork()) {
                channel.deliver(random.nextInt(20));
            }
        }

        private void comes() {
            if (channel.hasWork()) {
                // A newcomer may or may not hear of what waits; one that comes now need not.
                return;
            }
            Reader reader = new Reader(1_000 + readers.size(), loop);
            Subscription subscription = reader.on("room");
            channel.add(subscription);
            readers.add(reader);
            subscriptions.add(subscription);
            due.add(new ArrayList<>());
        }

        private void goes() {
            if (!readers.isEmpty()) {
                int index = random.nextInt(readers.size());
                channel.remove(subscriptions.remove(index));
                readers.remove(index);
                due.remove(index);
            }
        }

        private void publishes() {
            String text = String.valueOf(published++);
            channel.enqueue(new Delivery(channel, Frame.ofText(text), null, 0));
            due.forEach(each -> each.add(text));
        }
    }

    /** Notes how long the pieces are that a reader is given. */
    private record MeasuringReader(Reader reader, List<Integer> lengths) implements Subscriber {
        @Override
        public SocketId socketId() {
            return reader.socketId();
        }

        @Override
        public Loop loop() {
            return reader.loop();
        }

        @Override
        public void offer(Frame frame) {
            lengths.add(frame.length());
        }

        @Override
        public void offer(Burst burst) {
            lengths.add(burst.length());
        }
    }
}
