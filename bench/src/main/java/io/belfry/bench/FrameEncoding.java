package io.belfry.bench;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.ServerMessage.ChannelEvent;

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

/** What it costs to make the frame of an event, which all subscribers share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameEncoding {
    private final ChannelName channel = new ChannelName(Samples.CHANNEL);

    /** Bytes of the event's data, JSON inside a string. */
    @Param({"128", "1024"})
    public int size;

    private String data = "";

    @Setup
    public void write() {
        data = Samples.data(size);
    }

    @Benchmark
    public Frame channelEvent() {
        return new ChannelEvent("order.changed", channel, data).frame();
    }
}
