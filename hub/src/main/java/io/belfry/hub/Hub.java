package io.belfry.hub;

import io.belfry.hub.access.App;
import io.belfry.hub.access.Apps;
import io.belfry.hub.access.Door;
import io.belfry.hub.access.RequestGuard;
import io.belfry.hub.api.Health;
import io.belfry.hub.api.HttpApi;
import io.belfry.hub.api.Page;
import io.belfry.hub.api.Publishing;
import io.belfry.hub.api.RequestPaths;
import io.belfry.hub.api.Router;
import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.event.HubEvents;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.netty.HubServer;
import io.belfry.hub.observe.HubLog;
import io.belfry.hub.observe.HubMetrics;
import io.belfry.hub.observe.MetricsDoor;
import io.belfry.hub.observe.MetricsPage;
import io.belfry.hub.playground.Playground;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Deployment;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.publish.Peers;
import io.belfry.hub.session.Node;
import io.belfry.hub.session.Sessions;
import io.belfry.hub.session.SubscriptionCounts;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Transport;
import io.belfry.hub.webhook.Webhooks;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.EventRequest;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * One running node: a WebSocket server for Pusher Channels and its HTTP API on one port. Several
 * may run in one JVM; they share nothing.
 *
 * <p>This class assembles the rooms and is the only one that knows them all. Thread-safe.
 */
public final class Hub implements AutoCloseable {
    private static final Duration PURGE_PERIOD = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(500);

    /** For what is being asked when the door closes. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final HubSettings settings;
    private final Apps apps;
    private final HubServer server;
    private final HubEvents events = new HubEvents();
    private final Deployment deployment;
    private final Broker broker;
    private final Ledger ledger;
    private final ChannelDirectory channels;
    private final Sessions sessions;
    private final Publishing publishing;
    private final Webhooks webhooks;
    private final @Nullable MetricsPage metricsPage;
    private final @Nullable HubMetrics metrics;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
    private volatile boolean closed;

    private Hub(HubSettings settings, @Nullable MeterRegistry foreign, Deployment deployment)
            throws IOException {
        this.settings = settings;
        this.deployment = deployment;
        this.broker = deployment.broker();
        this.ledger = deployment.ledger(events, marks(settings));
        this.apps = new Apps(settings.apps());
        // Before the server, beside whose loading it is made.
        this.metricsPage =
                foreign == null && settings.metrics().enabled() ? new MetricsPage() : null;
        this.server = new HubServer(settings);
        this.channels =
                new ChannelDirectory(server.loops(), settings.limits().fanOutQueueBytes(), broker);
        this.sessions =
                new Sessions(
                        new Node(
                                channels,
                                broker,
                                ledger,
                                events,
                                settings.compat(),
                                this::isMoving),
                        server.loops());
        this.publishing = new Publishing(channels, broker, ledger);
        broker.deliverTo(this::deliver);
        events.add(new SubscriptionCounts(apps, broker, ledger, server.loops().get(0)));
        events.add(new HubLog());
        this.webhooks = new Webhooks(this::appSettings, events, ledger::mayTellAbsence);
        events.add(webhooks);
        MeterRegistry registry = metricsPage == null ? foreign : metricsPage.registry();
        this.metrics = registry == null ? null : meter(registry);
    }

    private static Set<String> marks(HubSettings settings) {
        return settings.apps().stream()
                .flatMap(app -> app.keys().stream().map(key -> app.id() + " " + key.key()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private HubMetrics meter(MeterRegistry registry) {
        HubMetrics metrics =
                new HubMetrics(
                        registry,
                        new HubReadings(
                                apps, channels, sessions, deployment.peers(), draining::get));
        events.add(metrics);
        return metrics;
    }

    /**
     * Starts a hub with metrics of its own and returns when it listens.
     *
     * @throws java.net.BindException when the port is taken
     * @throws io.belfry.hub.settings.TransportUnavailable when the system lacks the transport that
     *     is asked for
     * @throws IOException when TLS files cannot be read or listening fails
     * @throws IllegalArgumentException when two apps share an id or a key
     */
    public static Hub start(HubSettings settings) throws IOException {
        return start(settings, null);
    }

    /**
     * Starts a hub inside an application and returns when it listens.
     *
     * @param registry where the hub's meters go; {@code /metrics} is then not served here. Null for
     *     a registry of the hub's own
     * @throws java.net.BindException when the port is taken
     * @throws io.belfry.hub.settings.TransportUnavailable when the system lacks the transport that
     *     is asked for
     * @throws IOException when TLS files cannot be read or listening fails
     * @throws IllegalArgumentException when two apps share an id or a key
     */
    public static Hub start(HubSettings settings, @Nullable MeterRegistry registry)
            throws IOException {
        return start(settings, registry, Deployment.ofOneNode());
    }

    /**
     * Starts a hub that is one of many nodes, and returns when it listens.
     *
     * @param registry where the hub's meters go; {@code /metrics} is then not served here. Null for
     *     a registry of the hub's own
     * @param deployment how it reaches the others; closed with the hub
     * @throws java.net.BindException when the port is taken
     * @throws io.belfry.hub.settings.TransportUnavailable when the system lacks the transport that
     *     is asked for
     * @throws IOException when TLS files cannot be read or listening fails
     * @throws IllegalArgumentException when two apps share an id or a key
     * @throws IllegalStateException when the others do not take this node in
     */
    public static Hub start(
            HubSettings settings, @Nullable MeterRegistry registry, Deployment deployment)
            throws IOException {
        Hub hub;
        try {
            hub = new Hub(settings, registry, deployment);
        } catch (IOException | RuntimeException e) {
            deployment.close();
            throw e;
        }
        try {
            hub.open();
            return hub;
        } catch (IOException | RuntimeException e) {
            hub.close();
            throw e;
        }
    }

    private void open() throws IOException {
        RequestPaths paths = new RequestPaths(settings.server().path());
        List<Page> pages = new ArrayList<>();
        if (metricsPage != null) {
            pages.add(new MetricsRoute(metricsPage, new MetricsDoor(settings.metrics())));
        }
        pages.add(new PlaygroundPage(new Playground(settings, this::appSettings, this::publish)));
        Router router =
                HttpApi.router(
                        paths,
                        new RequestGuard(apps, Clock.systemUTC()),
                        publishing,
                        broker,
                        ledger,
                        events,
                        settings.compat(),
                        new Health(draining::get, deployment.peers()),
                        pages);
        server.listen(
                router,
                paths,
                new Door(apps, settings.compat().strictProtocol()),
                ledger,
                sessions,
                events,
                draining::get);
        schedulePurge();
    }

    private @Nullable AppSettings appSettings(String appId) {
        App app = apps.byId(appId);
        return app == null ? null : app.settings();
    }

    private List<AppSettings> appSettings() {
        return apps.all().stream().map(App::settings).toList();
    }

    private void schedulePurge() {
        server.loops()
                .get(0)
                .schedule(
                        () -> {
                            ledger.purge();
                            schedulePurge();
                        },
                        PURGE_PERIOD);
    }

    private void deliver(Envelope envelope) {
        switch (envelope) {
            case Envelope.Delivery delivery ->
                    channels.of(delivery.appId())
                            .deliver(
                                    delivery.channel(),
                                    delivery.frame(),
                                    delivery.except(),
                                    delivery.serial());
            case Envelope.Count count ->
                    channels.of(count.appId())
                            .deliverCount(count.channel(), count.frame(), count.serial());
            case Envelope.Termination(String appId, String userId) ->
                    sessions.terminate(appId, userId, settings.compat().terminateByPresence());
        }
    }

    /** Where the hub listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** The port that the hub listens on, the real one when any free one was asked for. */
    public int port() {
        return address().getPort();
    }

    /** How many clients are connected to this node. */
    public int connections() {
        return sessions.count();
    }

    /** How the hub talks to the network; never {@link Transport#AUTO}. */
    public Transport transport() {
        return server.transport();
    }

    /** {@code https} when the hub itself encrypts, else {@code http}. */
    public String scheme() {
        return settings.tls().enabled() ? "https" : "http";
    }

    /**
     * Publishes an event from this JVM, as {@code POST /apps/{app}/events} does over HTTP.
     *
     * @throws IllegalArgumentException when there is no such app, or a name or size is over the
     *     app's limits
     * @throws IllegalStateException when the app publishes too fast, or the hub is congested or
     *     closed
     */
    public CompletableFuture<?> publish(String appId, EventRequest event) {
        return publishing.publishChecked(openApp(appId), event, settings.compat().strict());
    }

    /**
     * Ends all connections of a user from this JVM, as {@code POST
     * /apps/{app}/users/{user}/terminate_connections} does over HTTP. Clients stay away until they
     * are told to connect again. An older connection that turns out to be the user's later, by a
     * signature from before, is asked to connect anew then. A user who is not there is no error.
     *
     * @throws IllegalArgumentException when there is no such app
     * @throws IllegalStateException when the hub is closed
     */
    public void disconnect(String appId, String userId) {
        broker.publish(new Envelope.Termination(openApp(appId).id(), userId));
    }

    /**
     * Finds the occupied channels of an app, on all nodes, as {@code GET /apps/{app}/channels}
     * lists them.
     *
     * @param prefix what their names begin with; empty for all
     * @throws IllegalArgumentException when there is no such app
     * @throws IllegalStateException when the hub is closed
     */
    public CompletableFuture<Set<ChannelName>> occupied(String appId, String prefix) {
        return ledger.channels(openApp(appId).id(), prefix)
                .thenApply(channels -> Set.copyOf(channels.keySet()));
    }

    private App openApp(String appId) {
        if (closed) {
            throw new IllegalStateException("the hub is closed");
        }
        App app = apps.byId(appId);
        if (app == null) {
            throw new IllegalArgumentException("there is no app with the id " + appId);
        }
        return app;
    }

    /** Adds a listener to all that happens on this node. */
    public void listen(HubListener listener) {
        events.add(listener);
    }

    /**
     * Replaces the apps. Clients of an app whose id stays keep their connections; those of an app
     * that is gone or disabled are closed.
     *
     * @throws IllegalArgumentException when two apps share an id or a key; nothing has changed then
     */
    public void reload(List<AppSettings> newer) {
        for (App gone : apps.replace(newer)) {
            sessions.closeApp(gone, ErrorCode.APP_NOT_FOUND, "Application does not exist");
        }
        for (App app : apps.all()) {
            if (!app.settings().enabled()) {
                sessions.closeApp(app, ErrorCode.APP_DISABLED, "Application disabled");
            }
        }
        if (metrics != null) {
            metrics.appsChanged();
        }
    }

    /**
     * Shuts down without a stampede: reports not to be healthy, asks clients to connect elsewhere,
     * spread over the grace period of the settings, then closes. Where there are other nodes they
     * are sent as many a second as the settings say, and members whose clients move there are not
     * told to have left. Complete when the hub is closed.
     */
    public CompletableFuture<@Nullable Void> drain() {
        if (!drained.isDone() && draining.compareAndSet(false, true)) {
            Duration grace = settings.shutdown().grace();
            boolean isMoving = isMoving() && sessions.count() > 0;
            sessions.drain(isMoving ? spreadOverPeers(grace) : grace);
            Duration move = isMoving ? Node.MOVE : Duration.ZERO;
            Thread.ofVirtual()
                    .name("belfry-drain")
                    .start(() ->
                            closeWhenEmpty(System.nanoTime() + grace.plus(SETTLE).toNanos(), move));
        }
        return drained;
    }

    private boolean isMoving() {
        Peers peers = deployment.peers();
        return draining.get() && peers != null && peers.reachable() && peers.count() > 0;
    }

    private Duration spreadOverPeers(Duration grace) {
        Peers peers = deployment.peers();
        int others = peers == null ? 1 : Math.max(1, peers.count());
        double seconds = sessions.count() / ((double) others * settings.shutdown().perPeer());
        Duration needed = Duration.ofMillis((long) (seconds * 1_000));
        return needed.compareTo(grace) < 0 ? needed : grace;
    }

    private void closeWhenEmpty(long deadline, Duration move) {
        try {
            while (sessions.count() + server.partings() > 0 && System.nanoTime() - deadline < 0) {
                Thread.sleep(20);
            }
            Thread.sleep(move);
            server.closeDoor();
            long last = System.nanoTime() + LAST_ANSWERS.toNanos();
            while (server.unanswered() > 0 && System.nanoTime() - last < 0) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /**
     * Closes at once: all clients get a close frame with 1001, after which libraries come back in a
     * second, and are not waited for. {@link #drain} is kinder where there are many. Harmless when
     * closed already.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        sessions.leave();
        server.close();
        settle();
        webhooks.close();
        ledger.close();
        broker.close();
        deployment.close();
        if (metrics != null) {
            metrics.close();
        }
        if (metricsPage != null) {
            metricsPage.close();
        }
        drained.complete(null);
    }

    /** Lets webhooks hear who has left with this node. */
    private void settle() {
        ledger.settled()
                .exceptionally(failure -> null)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
