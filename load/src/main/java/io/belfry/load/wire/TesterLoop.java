package io.belfry.load.wire;

import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.net.ssl.SSLException;

/**
 * The one event loop of the tester, on which all that is measured happens: so nothing that counts
 * needs a lock, and the tester takes one processor at most. Who has more to load than that starts
 * another tester beside it.
 *
 * <p>Thread-safe.
 */
public final class TesterLoop implements AutoCloseable {
    /** One read takes all that has arrived; the buffer is given back at once and used again. */
    private static final int READ_BYTES = 64 * 1024;

    /** So much may wait in a socket before it takes no more. */
    private static final WriteBufferWaterMark UNSENT =
            new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Set<Channel> open = new HashSet<>();
    private final boolean epoll;
    private final Target target;
    private final @Nullable SslContext tls;
    private final Map<URI, InetSocketAddress> addresses = new ConcurrentHashMap<>();
    private final Deque<Wire> opening = new ArrayDeque<>();
    private final int sources;
    private int connected;
    private boolean looking;

    /** Where in a frame the last marker was; most are alike. Its wires' to use, on the loop. */
    int markerHint;

    /**
     * @param sources how many loopback addresses connections come from, in turn; 1 for the usual
     *     one. A system has about 28,000 ports for each
     * @throws LoadFailed when the certificate of the target cannot be read
     */
    public TesterLoop(Target target, int sources) throws LoadFailed {
        this.target = target;
        this.sources = sources;
        this.tls = tls(target);
        this.epoll = Epoll.isAvailable();
        this.group =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("belfry-load", true),
                        epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.loop = group.next();
        // Here, as a name server could keep the loop waiting, and with it the clock.
        addresses.put(target.webSockets(), Target.socketAddress(target.webSockets()));
        addresses.put(target.api(), Target.socketAddress(target.api()));
    }

    private static @Nullable SslContext tls(Target target) throws LoadFailed {
        if (!Target.isEncrypted(target.webSockets()) && !Target.isEncrypted(target.api())) {
            return null;
        }
        Path certificate = target.certificate();
        if (certificate != null && !Files.isReadable(certificate)) {
            throw new LoadFailed(
                    "The certificate %s cannot be used: %s."
                            .formatted(
                                    certificate,
                                    Files.exists(certificate)
                                            ? "it may not be read"
                                            : "there is no such file"));
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (certificate != null) {
                builder.trustManager(certificate.toFile());
                // That it is the one that was named says more than the name in it.
                builder.endpointIdentificationAlgorithm(null);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new LoadFailed(
                    "The certificate %s cannot be used: %s."
                            .formatted(target.certificate(), e.getMessage()),
                    e);
        }
    }

    /** The server that is connected to. */
    public Target target() {
        return target;
    }

    /** Whether the calling thread is the loop's. */
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** Runs a task on the loop. */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs a task on the loop, not before a time of {@link System#nanoTime}. */
    public void at(long nanoTime, Runnable task) {
        var unused =
                loop.schedule(
                        task, Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** Runs a task on the loop after a while. */
    public void after(Duration delay, Runnable task) {
        at(System.nanoTime() + delay.toNanos(), task);
    }

    /** Asks the loop for something and waits for it. Not on the loop itself. */
    public <T> T ask(Callable<T> question) {
        return loop.submit(question).syncUninterruptibly().getNow();
    }

    /** Has the loop do something and waits until it is done. Not on the loop itself. */
    public void tell(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    /**
     * Opens a connection.
     *
     * @param to {@link Target#webSockets} or {@link Target#api}
     * @param handlers puts what handles it into its pipeline, behind TLS
     */
    ChannelFuture connect(URI to, Consumer<Channel> handlers) {
        InetSocketAddress remote = addresses.computeIfAbsent(to, Target::socketAddress);
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(READ_BYTES))
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        if (tls != null && Target.isEncrypted(to)) {
                                            channel.pipeline().addLast(tlsHandler(channel, to));
                                        }
                                        handlers.accept(channel);
                                    }
                                });
        SocketAddress local = source();
        if (local != null && epoll) {
            // Else a port is taken at binding, without knowing yet to where it will lead.
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        ChannelFuture connecting = bootstrap.connect(remote, local);
        Channel channel = connecting.channel();
        if (channel.isRegistered()) {
            open.add(channel);
            channel.closeFuture().addListener(closed -> open.remove(channel));
        }
        return connecting;
    }

    private ChannelHandler tlsHandler(Channel channel, URI to) {
        if (tls == null) {
            throw new IllegalStateException("no TLS was set up");
        }
        return tls.newHandler(channel.alloc(), to.getHost(), Target.portOf(to));
    }

    private @Nullable SocketAddress source() {
        if (sources <= 1) {
            return null;
        }
        connected = (connected + 1) % sources;
        return new InetSocketAddress("127.0.0." + (1 + connected), 0);
    }

    /**
     * Sees to it that a wire does not wait for its server forever. One clock serves them all, as
     * they are as patient as each other.
     */
    void expect(Wire wire) {
        opening.add(wire);
        if (!looking) {
            looking = true;
            after(LOOK, this::lookForOverdue);
        }
    }

    private void lookForOverdue() {
        long now = System.nanoTime();
        for (Wire first = opening.peek(); first != null; first = opening.peek()) {
            if (first.isOpening() && now - first.openedAt < OPENING.toNanos()) {
                after(LOOK, this::lookForOverdue);
                return;
            }
            opening.remove();
            first.giveUp(OPENING);
        }
        looking = false;
    }

    /** Cuts all connections and ends the loop. Harmless when closed already. */
    @Override
    public void close() {
        if (!group.isShuttingDown()) {
            // Ending the loop cuts them too, but not when it is running tasks at that moment.
            tell(this::cutAll);
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void cutAll() {
        for (Channel channel : List.copyOf(open)) {
            channel.unsafe().close(channel.voidPromise());
        }
    }
}
