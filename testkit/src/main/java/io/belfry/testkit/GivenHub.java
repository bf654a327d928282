package io.belfry.testkit;

import io.belfry.hub.Hub;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Deployment;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A real hub on a free port of this machine, and clients of its first app. As a static JUnit
 * extension it lives as long as its test class and ends after each test the connections that were
 * made through it:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final GivenHub given = GivenHub.withApp(app -> app.maxConnections(10));
 *
 * @Test
 * void a_second_tab_of_the_same_user_is_not_announced() {
 *     var alice = given.client().joins("presence-room", "alice");
 *     given.client().joins("presence-room", "bob");
 *     given.client().joins("presence-room", "bob");
 *
 *     alice.sees("pusher_internal:member_added");
 *     alice.seesNothingMore();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class GivenHub implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    /** The tag of tests about one node by itself, which are not run against several. */
    public static final String ONE_NODE = "one-node";

    private final List<Hub> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final String host;
    private final AppSettings app;
    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();

    private GivenHub(List<Hub> nodes, String host, AppSettings app) {
        this.nodes = nodes;
        this.host = host;
        this.app = app;
    }

    /** The app of most tests, to be changed before it is built. */
    public static AppSettings.Builder anApp() {
        return AppSettings.builder("4711", "belfry-key", "belfry-secret");
    }

    /**
     * Settings of a hub for tests: on this machine only, on any free port, with two event loops so
     * that clients are spread over them.
     */
    public static HubSettings settings(AppSettings... apps) {
        ServerSettings here =
                ServerSettings.builder().host("127.0.0.1").port(0).eventLoops(2).build();
        return HubSettings.builder().server(here).apps(List.of(apps)).build();
    }

    /** Starts a hub with one app, which is as every app is by default. */
    public static GivenHub standard() {
        return withApp(app -> {});
    }

    /** Starts a hub with one app, which is as the test wants it. */
    public static GivenHub withApp(Consumer<AppSettings.Builder> wishes) {
        AppSettings.Builder app = anApp();
        wishes.accept(app);
        return withApps(app.build());
    }

    /** Starts a hub with these apps, the first of which is the one that it speaks of. */
    public static GivenHub withApps(AppSettings... apps) {
        return with(settings(apps));
    }

    /**
     * Starts a hub.
     *
     * @param settings with at least one app; port 0 takes any that is free, as do all nodes but the
     *     first
     * @throws UncheckedIOException when it cannot listen
     */
    public static GivenHub with(HubSettings settings) {
        List<Hub> nodes = new ArrayList<>();
        try {
            for (Deployment each : GivenDeployment.open()) {
                nodes.add(Hub.start(nodes.isEmpty() ? settings : elsewhere(settings), null, each));
            }
            return new GivenHub(nodes, settings.server().host(), settings.apps().getFirst());
        } catch (IOException e) {
            nodes.forEach(Hub::close);
            throw new UncheckedIOException(e);
        }
    }

    private static HubSettings elsewhere(HubSettings settings) {
        return settings.toBuilder().server(settings.server().toBuilder().port(0).build()).build();
    }

    /** The hub, or the first node of it. */
    public Hub hub() {
        return nodes.getFirst();
    }

    /**
     * Waits until all nodes have dealt with what was published or terminated at any of them, which
     * they else may hear of a moment later.
     */
    public void settles() {
        String fence = "fence-" + turn.get();
        List<HubClient> clients = nodes.stream().map(node -> client().subscribes(fence)).toList();
        for (Hub node : nodes) {
            // Of one publisher a node hears one after the other.
            SignedApi.of(host, node.port(), app.id(), key()).publishes(fence, fence, "passed");
        }
        for (HubClient client : clients) {
            nodes.forEach(node -> client.sees(fence, fence));
            client.close();
        }
    }

    /** All nodes of the hub. */
    public List<Hub> nodes() {
        return nodes;
    }

    private Hub next() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    /** Hears what happens on any node. */
    public void listen(HubListener listener) {
        nodes.forEach(node -> node.listen(listener));
    }

    public String host() {
        return host;
    }

    public int port() {
        return hub().port();
    }

    /** The settings of the first app. */
    public AppSettings app() {
        return app;
    }

    /** The first key of the first app. */
    public AppKey key() {
        return app.keys().getFirst();
    }

    /** A new client of the first app, connected. */
    public HubClient client() {
        return HubClient.of(keeping(handshake().open()), key());
    }

    /** A connection to the first app that has received nothing yet, its greeting neither. */
    public RawClient rawClient() {
        return keeping(handshake().open());
    }

    /** A handshake with the first app, to be changed and then opened. */
    public Handshake handshake() {
        return RawClient.to(host, next().port()).path("/app/" + key().key() + "?protocol=7");
    }

    /** A new HTTP connection. */
    public RawHttp http() {
        return keeping(RawHttp.to(host, next().port()));
    }

    /** The HTTP API of the first app, signed with its first key. */
    public SignedApi api() {
        return SignedApi.of(host, next().port(), app.id(), key());
    }

    /** Sees to it that something is closed when the test is over. */
    public <T extends AutoCloseable> T keeping(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        closeConnections();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    /** Ends the connections and the hub. */
    @Override
    public void close() throws Exception {
        closeConnections();
        nodes.forEach(Hub::close);
    }

    private void closeConnections() throws Exception {
        for (AutoCloseable next = open.poll(); next != null; next = open.poll()) {
            next.close();
        }
    }
}
