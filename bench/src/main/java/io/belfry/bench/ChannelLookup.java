package io.belfry.bench;

import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.channel.Channels;
import io.belfry.hub.publish.Broker;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What it costs to know a channel by its name. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChannelLookup {
    private final String name = Samples.CHANNEL;
    private final ChannelName channel = new ChannelName(Samples.CHANNEL);
    private final Channels channels =
            new ChannelDirectory(List.of(), 1, Broker.local()).of(Samples.APP_ID);
    private final Frame frame = new ServerMessage.Pong().frame();

    @Benchmark
    public @Nullable ChannelName parse() {
        return ChannelName.parse(name);
    }

    /** A publish to a channel on which nobody is. */
    @Benchmark
    public void deliverToNobody() {
        channels.deliver(channel, frame, null, 0);
    }
}
