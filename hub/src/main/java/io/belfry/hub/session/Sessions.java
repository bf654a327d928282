package io.belfry.hub.session;

import io.belfry.hub.access.App;
import io.belfry.hub.channel.Loop;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * All sessions of a node, kept by the loop that owns them.
 *
 * <p>Thread-safe: what concerns all sessions is handed to each loop.
 */
public final class Sessions {
    /** How often it is looked whose turn to be sent away has come. */
    private static final Duration SLICE = Duration.ofMillis(50);

    private final Node node;
    private final List<LoopSessions> loops;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, AtomicInteger> openByApp = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * @param loops all loops of the hub, in the order of their numbers
     */
    public Sessions(Node node, List<? extends Loop> loops) {
        this.node = node;
        this.loops = loops.stream().map(LoopSessions::new).toList();
    }

    /**
     * Lets a client in and tells it so. On the connection's loop only.
     *
     * @param now nanoseconds of a monotonic clock
     */
    public Session open(App app, Connection connection, long now) {
        Session session = new Session(node, app, SocketId.random(random), connection, now);
        loops.get(connection.loop().index()).add(session);
        open.incrementAndGet();
        countOf(app.id()).incrementAndGet();
        session.open();
        return session;
    }

    /** The connection below a session has ended. On its loop only. */
    public void ended(Session session, int code) {
        if (session.position >= 0) {
            loops.get(session.loop().index()).remove(session);
            open.decrementAndGet();
            countOf(session.app().id()).decrementAndGet();
        }
        session.ended(code);
    }

    /** Looks after all sessions of one loop; to be called on it about once a second. */
    public void tick(Loop loop, long now) {
        loops.get(loop.index()).tick(now);
    }

    /** How many clients are connected to this node. */
    public int count() {
        return open.get();
    }

    /** How many of them are clients of this app. */
    public int count(String appId) {
        return countOf(appId).get();
    }

    private AtomicInteger countOf(String appId) {
        return openByApp.computeIfAbsent(appId, id -> new AtomicInteger());
    }

    /** What clients have left unread, in bytes; up to a second old. */
    public long unsentBytes() {
        return loops.stream().mapToLong(LoopSessions::unsentBytes).sum();
    }

    /**
     * Ends all connections of a user, so that they stay away.
     *
     * @param byMembership whether being a member of a presence channel counts, as it does for
     *     Laravel Reverb, or signing in only
     */
    public void terminate(String appId, String userId, boolean byMembership) {
        close(
                session ->
                        session.app().id().equals(appId) && session.belongsTo(userId, byMembership),
                ErrorCode.UNAUTHORIZED,
                "You got disconnected by the app.");
    }

    /** Ends all connections of an app that is no more, or is disabled. */
    public void closeApp(App app, ErrorCode code, String reason) {
        close(session -> session.app() == app, code, reason);
    }

    private void close(Predicate<Session> which, ErrorCode code, String reason) {
        for (LoopSessions loop : loops) {
            loop.loop()
                    .execute(() ->
                            loop.each(session -> {
                                if (which.test(session)) {
                                    session.close(code, reason);
                                }
                            }));
        }
    }

    /** Tells all clients that this node ends, now. */
    public void leave() {
        for (LoopSessions loop : loops) {
            loop.loop().execute(() -> loop.each(Session::leave));
        }
    }

    /**
     * Asks all clients to connect anew, spread evenly over a time in random order, so that they do
     * not all come back at once. The first ones are asked at once.
     */
    public void drain(Duration grace) {
        for (LoopSessions loop : loops) {
            loop.loop().execute(() -> new Drain(loop, grace).goOn());
        }
    }

    /** The sending away of one loop's clients. Confined to that loop. */
    private static final class Drain {
        private final LoopSessions loop;
        private final List<Session> all;
        private final long grace;
        private final long startedAt = System.nanoTime();
        private int asked;

        Drain(LoopSessions loop, Duration grace) {
            this.loop = loop;
            this.all = loop.shuffled();
            this.grace = grace.toNanos();
        }

        void goOn() {
            for (int due = due(System.nanoTime() - startedAt); asked < due; asked++) {
                all.get(asked).close(ErrorCode.RECONNECT_NOW, "Server is shutting down");
            }
            loop.loop().flush();
            if (asked < all.size()) {
                loop.loop().schedule(this::goOn, SLICE);
            }
        }

        /** How many have been asked when so many nanoseconds have passed. */
        private int due(long passed) {
            return passed >= grace
                    ? all.size()
                    : (int) Math.ceil((double) all.size() * Math.max(passed, 1) / grace);
        }
    }
}
