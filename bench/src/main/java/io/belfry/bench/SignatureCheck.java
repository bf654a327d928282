package io.belfry.bench;

import io.belfry.hub.access.RequestGuard;
import io.belfry.hub.access.RequestVerdict;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SignedText;
import io.belfry.protocol.SocketId;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What it costs to believe a server, and a client that one has vouched for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SignatureCheck {
    private final RequestGuard guard = SignedPublish.guard();
    private final SignedPublish publish = new SignedPublish(128);
    private final List<String> paths = List.of(SignedPublish.PATH);

    private final AppKey key = new AppKey(Samples.KEY, Samples.SECRET);
    private final SocketId socket = new SocketId(Samples.SOCKET_ID);
    private final ChannelName channel = new ChannelName(Samples.CHANNEL);
    private final String auth = key.authorizeChannel(socket, channel, null);

    /** What is refused is cheaper, and would make a fine figure. */
    @Setup
    public void requireThatAllIsGranted() {
        if (!(publish() instanceof RequestVerdict.Authentic) || !channel()) {
            throw new IllegalStateException("the benchmark does not sign as the hub checks");
        }
    }

    /** A signed call of the HTTP API with 128 bytes of data. */
    @Benchmark
    public RequestVerdict publish() {
        return guard.judge(
                Samples.APP_ID, SignedPublish.METHOD, paths, publish.query, publish.body);
    }

    /** The wish to join a private channel. */
    @Benchmark
    public boolean channel() {
        return key.vouches(SignedText.ofChannel(socket, channel, null), auth);
    }
}
