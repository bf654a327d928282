package io.belfry.bench;

import io.belfry.hub.channel.Burst;
import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.channel.Channels;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.channel.Subscriber;
import io.belfry.hub.channel.Subscription;
import io.belfry.hub.publish.Broker;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.ServerMessage.ChannelEvent;
import io.belfry.protocol.SocketId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to pass events on to the connections of one channel, without a system below that
 * sends them: the time for one connection.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FanOut {
    private static final int SUBSCRIBERS = 1_000;

    private final ChannelName channel = new ChannelName(Samples.CHANNEL);
    private final Turns turns = new Turns();
    private final Channels channels =
            new ChannelDirectory(List.of(turns), Long.MAX_VALUE, Broker.local()).of(Samples.APP_ID);
    private final Frame frame =
            new ChannelEvent("order.changed", channel, Samples.data(128)).frame();

    /** Events that wait for the same turn of the loop, and so are written as one. */
    @Param({"1", "16"})
    public int waiting;

    @Setup
    public void subscribe() {
        for (int i = 1; i <= SUBSCRIBERS; i++) {
            Subscription one =
                    new Subscription(channel, new Client(turns, new SocketId("1." + i)), null);
            var unused = channels.subscribe(one);
            one.start(0);
        }
        deliver();
        if (turns.sentBytes != (long) SUBSCRIBERS * waiting * frame.length()) {
            throw new IllegalStateException("not every subscriber was sent every event");
        }
    }

    /** All of what waits, to each. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public long deliver() {
        for (int i = 0; i < waiting; i++) {
            channels.deliver(channel, frame, null, 0);
        }
        turns.run();
        return turns.sentBytes;
    }

    /** A loop whose turns are taken by the benchmark. */
    private static final class Turns implements Loop, Runnable {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final List<Client> touched = new ArrayList<>();
        private Object copied = this;
        private ByteBuf copy = Unpooled.EMPTY_BUFFER;
        private long sentBytes;

        /** The same bytes for all who are offered the same, as the hub has it. */
        @SuppressWarnings("ReferenceEquality") // the very same one, as it comes for each subscriber
        ByteBuf bytes(Object offered, List<Frame> frames) {
            if (copied != offered) {
                copied = offered;
                copy = Unpooled.buffer();
                frames.forEach(each -> copy.writeBytes(each.wire()));
            }
            return copy.retainedDuplicate();
        }

        @Override
        public void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        @Override
        public int index() {
            return 0;
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void executeAfterSockets(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void schedule(Runnable task, Duration delay) {
            throw new UnsupportedOperationException("a fan-out waits for nothing");
        }

        @Override
        public void flush() {
            for (Client client : touched) {
                sentBytes += client.flush();
            }
            touched.clear();
        }
    }

    /** A connection that writes into memory. */
    private static final class Client implements Subscriber {
        private final Turns turns;
        private final SocketId socketId;
        private final EmbeddedChannel wire = new EmbeddedChannel();

        Client(Turns turns, SocketId socketId) {
            this.turns = turns;
            this.socketId = socketId;
        }

        @Override
        public SocketId socketId() {
            return socketId;
        }

        @Override
        public Loop loop() {
            return turns;
        }

        @Override
        public void offer(Frame frame) {
            write(turns.bytes(frame, List.of(frame)));
        }

        @Override
        public void offer(Burst burst) {
            write(turns.bytes(burst, burst.frames()));
        }

        private void write(ByteBuf bytes) {
            var unused = wire.write(bytes, wire.voidPromise());
            turns.touched.add(this);
        }

        long flush() {
            wire.flush();
            long sent = 0;
            for (ByteBuf one = wire.readOutbound(); one != null; one = wire.readOutbound()) {
                sent += one.readableBytes();
                one.release();
            }
            return sent;
        }
    }
}
