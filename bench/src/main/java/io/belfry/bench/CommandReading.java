package io.belfry.bench;

import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.CommandReader;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What a message of a client costs to read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CommandReading {
    private final String ping = "{\"event\":\"pusher:ping\",\"data\":{}}";
    private final String subscribe =
            "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"%s:%s\",\"channel\":\"%s\"}}"
                    .formatted(Samples.KEY, "0123456789abcdef".repeat(4), Samples.CHANNEL);
    private final String clientEvent =
            "{\"event\":\"client-typing\",\"channel\":\"%s\",\"data\":%s}"
                    .formatted(Samples.CHANNEL, Samples.data(128));

    @Benchmark
    public ClientCommand ping() {
        return CommandReader.read(ping);
    }

    @Benchmark
    public ClientCommand subscribe() {
        return CommandReader.read(subscribe);
    }

    @Benchmark
    public ClientCommand clientEvent() {
        return CommandReader.read(clientEvent);
    }
}
