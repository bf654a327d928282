package io.belfry.hub.netty;

import io.belfry.hub.access.Door;
import io.belfry.hub.api.RequestPaths;
import io.belfry.hub.api.Router;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.session.Sessions;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The event loops and the listening socket of one hub. A pipeline holds TLS if any, the HTTP codec
 * and an {@link HttpConnection}; after the upgrade only TLS and a {@link WebSocketConnection}.
 *
 * <p>Opened in two steps, because the rooms that need loops must stand before a client comes:
 * {@link #loops()} are there at once, {@link #listen} opens the door. Thread-safe.
 */
public final class HubServer implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration ENDING = Duration.ofSeconds(2);
    private static final int MAX_REQUEST_LINE = 16_384;
    private static final int MAX_HEADERS = 16_384;
    private static final int MAX_CHUNK = 65_536;
    private static final int BACKLOG = 4_096;

    private final HubSettings settings;
    private final MultiThreadIoEventLoopGroup group;
    private final Sockets sockets;
    private final List<NettyLoop> loops = new ArrayList<>();
    private final DirectMemory memory = new DirectMemory();
    private final Map<EventLoop, NettyLoop> byEventLoop = new IdentityHashMap<>();
    private final @Nullable TlsContexts tls;
    private @Nullable Channel listening;

    /**
     * @throws IOException when the TLS files cannot be read, or the system lacks the transport that
     *     is asked for
     */
    public HubServer(HubSettings settings) throws IOException {
        this.settings = settings;
        this.tls = settings.tls().enabled() ? new TlsContexts(settings.tls()) : null;
        this.sockets = Sockets.of(settings.server().transport());
        this.group =
                new MultiThreadIoEventLoopGroup(
                        loopCount(settings.server()),
                        new DefaultThreadFactory("belfry", true),
                        sockets.handlers());
        for (EventExecutor each : group) {
            NettyLoop loop = new NettyLoop((EventLoop) each, loops.size(), memory);
            loops.add(loop);
            byEventLoop.put((EventLoop) each, loop);
        }
    }

    private static int loopCount(ServerSettings server) {
        return server.eventLoops() > 0
                ? server.eventLoops()
                : Runtime.getRuntime().availableProcessors();
    }

    public List<? extends Loop> loops() {
        return List.copyOf(loops);
    }

    /** How many clients have been told that their connection ends, and have not closed it yet. */
    public int partings() {
        return loops.stream().mapToInt(NettyLoop::partings).sum();
    }

    /** Over how many connections a request is on its way, or may be. */
    public int unanswered() {
        return loops.stream().mapToInt(NettyLoop::unanswered).sum();
    }

    /**
     * Opens the door.
     *
     * @throws BindException when the port is taken
     * @throws IOException when listening fails otherwise
     */
    public void listen(
            Router router,
            RequestPaths paths,
            Door door,
            Ledger ledger,
            Sessions sessions,
            HubListener events,
            BooleanSupplier draining)
            throws IOException {
        Upgrade upgrade =
                new Upgrade(
                        door,
                        ledger,
                        sessions,
                        events,
                        settings.limits(),
                        settings.compat(),
                        draining);
        HttpDoor http =
                new HttpDoor(
                        router,
                        paths,
                        upgrade,
                        new ClientAddresses(settings.server().trustedNetworks()),
                        settings.limits(),
                        draining);
        List<HttpDeadlines> deadlines = new ArrayList<>();
        for (NettyLoop loop : loops) {
            HttpDeadlines own = new HttpDeadlines();
            deadlines.add(own);
            loop.repeat(() -> tick(loop, own, sessions), TICK);
        }
        Channel open = bind(bootstrap(http, deadlines));
        open.pipeline().addLast(new Acceptance());
        listening = open;
    }

    private void tick(NettyLoop loop, HttpDeadlines deadlines, Sessions sessions) {
        long now = System.nanoTime();
        sessions.tick(loop, now);
        deadlines.tick(now);
        if (loop.index() != 0) {
            return;
        }
        memory.look();
        if (tls != null) {
            tls.refresh();
        }
    }

    private ServerBootstrap bootstrap(HttpDoor door, List<HttpDeadlines> deadlines) {
        ServerBootstrap bootstrap = new ServerBootstrap();
        sockets.shareReadBuffers(bootstrap);
        return bootstrap
                .group(group)
                .channel(sockets.listening())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, NettyLoop.BUFFERS)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                NettyLoop loop = loopOf(channel);
                                HttpDeadlines own = deadlines.get(loop.index());
                                channel.config().setRecvByteBufAllocator(loop.readBuffers());
                                if (tls != null) {
                                    channel.pipeline()
                                            .addLast(tls.current().newHandler(channel.alloc()));
                                }
                                channel.pipeline()
                                        .addLast(
                                                new HttpServerCodec(
                                                        MAX_REQUEST_LINE, MAX_HEADERS, MAX_CHUNK))
                                        .addLast(new HttpConnection(door, loop, own));
                            }
                        });
    }

    private NettyLoop loopOf(Channel channel) {
        NettyLoop loop = byEventLoop.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("a connection came up on a foreign event loop");
        }
        return loop;
    }

    private Channel bind(ServerBootstrap bootstrap) throws IOException {
        ServerSettings server = settings.server();
        try {
            return bootstrap.bind(server.host(), server.port()).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening the port", e);
        } catch (Exception e) {
            // Netty throws what the transport threw, checked or not.
            throw failure(server, e);
        }
    }

    private static IOException failure(ServerSettings server, Exception cause) {
        String place = server.host() + ":" + server.port();
        String text = String.valueOf(cause.getMessage());
        if (text.contains("Address already in use")) {
            BindException taken = new BindException("The port of " + place + " is taken");
            taken.initCause(cause);
            return taken;
        }
        String reason =
                cause instanceof UnresolvedAddressException
                        ? "server.host is neither an address of this machine nor a name of one"
                        : text;
        return new IOException("Cannot listen on " + place + ": " + reason, cause);
    }

    /** Where the hub listens; the port is the real one when any free one was asked for. */
    public InetSocketAddress address() {
        if (listening == null) {
            throw new IllegalStateException("the hub does not listen yet");
        }
        return (InetSocketAddress) listening.localAddress();
    }

    /** How the hub talks to the network: what was asked for, or what was found best. */
    public Transport transport() {
        return switch (sockets) {
            case IO_URING -> Transport.IO_URING;
            case EPOLL -> Transport.EPOLL;
            case NIO -> Transport.NIO;
        };
    }

    /** Closes the door; who is inside stays. Harmless when it is closed already. */
    public synchronized void closeDoor() {
        if (listening != null && !group.isShuttingDown()) {
            listening.close().syncUninterruptibly();
        }
    }

    /**
     * Closes the door and ends the loops; connections that are still there are cut. Harmless when
     * closed already: whoever comes second waits for the first.
     */
    @Override
    public synchronized void close() {
        if (!group.isShuttingDown()) {
            closeDoor();
            loops.forEach(NettyLoop::finish);
        }
        // With a quiet time a loop turns once more after it was told to end, and cuts connections;
        // without, one that is running tasks would leave them open.
        group.shutdownGracefully(1, ENDING.toMillis(), TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
