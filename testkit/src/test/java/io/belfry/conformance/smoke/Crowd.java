package io.belfry.conformance.smoke;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.SeenMessage;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Thousands of clients of one channel on one thread. Everything waited for comes within a minute or
 * is an {@link AssertionError}.
 *
 * <p>Confined to the thread that uses it; not thread-safe.
 */
final class Crowd implements AutoCloseable {
    /** How many may be on their way in at once, so that no queue of the kernel runs over. */
    private static final int ARRIVING_AT_ONCE = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final InetSocketAddress hub;
    private final String path;
    private final String channel;
    private final Selector selector;
    private final List<Visitor> visitors = new ArrayList<>();

    Crowd(String host, int port, String key, String channel) throws IOException {
        this.hub = new InetSocketAddress(host, port);
        this.path = "/app/" + key + "?protocol=7";
        this.channel = channel;
        this.selector = Selector.open();
    }

    /** Connects and subscribes so many, and waits until all are. */
    void arrives(int count) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (visitors.size() < count) {
            int together = Math.min(ARRIVING_AT_ONCE, count - visitors.size());
            for (int i = 0; i < together; i++) {
                visitors.add(connect());
            }
            runUntil(Visitor::hasJoined, deadline, "has joined");
        }
    }

    private Visitor connect() throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.configureBlocking(false);
        SelectionKey key = socket.register(selector, SelectionKey.OP_CONNECT);
        Visitor visitor = new Visitor(socket, key, path, channel);
        key.attach(visitor);
        socket.connect(hub);
        return visitor;
    }

    /** Waits until everybody has heard so many events since joining. */
    void hears(int events) throws IOException {
        runUntil(visitor -> visitor.heard().size() >= events, "has heard " + events);
    }

    /** What each has heard, as it came. */
    List<List<SeenMessage>> heard() {
        return visitors.stream().map(Visitor::heard).toList();
    }

    /**
     * Closes every connection as the protocol wants it, and waits until the hub has done so too.
     */
    void leaves() throws IOException {
        for (Visitor visitor : visitors) {
            visitor.send(ClientFrame.close(1000, "").bytes());
        }
        runUntil(Visitor::hasLeft, "was let go");
    }

    /** The codes with which the hub let everybody go. */
    List<Integer> closeCodes() {
        return visitors.stream().map(Visitor::closeCode).distinct().toList();
    }

    private void runUntil(Predicate<Visitor> state, String what) throws IOException {
        runUntil(state, System.nanoTime() + PATIENCE.toNanos(), what);
    }

    private void runUntil(Predicate<Visitor> state, long deadline, String what) throws IOException {
        int settled = settled(state, 0);
        while (settled < visitors.size()) {
            if (System.nanoTime() - deadline > 0) {
                long some = visitors.stream().filter(state).count();
                throw new AssertionError("only " + some + " of " + visitors.size() + " " + what);
            }
            selector.select(1_000);
            for (SelectionKey ready : selector.selectedKeys()) {
                ((Visitor) ready.attachment()).proceed();
            }
            selector.selectedKeys().clear();
            settled = settled(state, settled);
        }
    }

    /** How many from the first on have come to a state, which nobody leaves again. */
    private int settled(Predicate<Visitor> state, int before) {
        int settled = before;
        while (settled < visitors.size() && state.test(visitors.get(settled))) {
            settled++;
        }
        return settled;
    }

    @Override
    public void close() throws IOException {
        for (Visitor visitor : visitors) {
            visitor.close();
        }
        selector.close();
    }
}
