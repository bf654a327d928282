package io.belfry.bench;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.EventRequest;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a broadcast costs whoever makes it, and what it adds to a publish inside one JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH opens before it measures
public class Broadcasting {
    private static final String NAME = "order.changed";

    private final OrderChanged event = new OrderChanged(4711, "shipped", "x".repeat(90));
    private Hub hub;
    private LocalDriver local;
    private Broadcaster queued;
    private Broadcaster embedded;

    /** An event of some 128 bytes. */
    record OrderChanged(long id, String state, String note) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + id));
        }
    }

    @Setup
    public void open() throws IOException {
        ServerSettings server = ServerSettings.builder().host("127.0.0.1").port(0).build();
        AppSettings app = AppSettings.of(Samples.APP_ID, Samples.KEY, Samples.SECRET);
        hub = Hub.start(HubSettings.builder().server(server).apps(List.of(app)).build());
        local = new LocalDriver(request -> hub.publish(Samples.APP_ID, request));
        queued = Broadcaster.builder().connection("main", new NullDriver()).build();
        embedded = Broadcaster.builder().connection("main", local).build();
    }

    @TearDown
    public void close() {
        queued.close();
        embedded.close();
        hub.close();
    }

    /** What the caller of a queued broadcast waits for. */
    @Benchmark
    public void queued() {
        queued.broadcast(event).send();
    }

    /** All of a broadcast over a hub in this JVM. */
    @Benchmark
    public void embedded() {
        embedded.broadcast(event).now().send();
    }

    /** The same event, finished, over the driver. */
    @Benchmark
    public void driver() {
        local.send(
                Publication.of(
                        NAME, Samples.data(128), List.of(new ChannelName(Samples.CHANNEL)), null));
    }

    /** The same event, finished, without any broadcasting. */
    @Benchmark
    public Object hub() {
        return hub.publish(
                        Samples.APP_ID,
                        new EventRequest(
                                NAME, Samples.data(128), List.of(Samples.CHANNEL), null, null))
                .join();
    }
}
