package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.EventRequest;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What the body of a publish costs to read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventReading {
    /** Bytes of the event's data. */
    @Param({"128", "1024"})
    public int size;

    private byte[] body = {};

    @Setup
    public void write() {
        body = Samples.event(size).getBytes(UTF_8);
    }

    @Benchmark
    public EventRequest body() {
        return EventRequest.ofBody(body);
    }
}
