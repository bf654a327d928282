package io.belfry.hub.session;

import io.belfry.hub.access.App;
import io.belfry.hub.channel.Loop;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        LoopSessions loop = loops.get(connection.loop().index());
        Session session =
                new Session(
                        node, app, SocketId.random(random), connection, loop.terminations(), now);
        loop.add(session);
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
     * Ends all connections of a user, so that they stay away. One that turns out to be the user's
     * later, and is older than this, is asked to connect anew.
     *
     * @param byMembership whether being a member of a presence channel counts, as it does for
     *     Laravel Reverb, or signing in only
     */
    public void terminate(String appId, String userId, boolean byMembership) {
        for (LoopSessions loop : loops) {
            loop.loop().execute(() -> loop.terminations().add(appId, userId, System.nanoTime()));
        }
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
     * not all come back at once. The first one is asked at once.
     */
    public void drain(Duration grace) {
        List<CompletableFuture<List<Session>>> parts =
                loops.stream()
                        .map(loop -> CompletableFuture.supplyAsync(loop::all, loop.loop()::execute))
                        .toList();
        var unused =
                CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                        .thenRun(() ->
                                drain(parts.stream().flatMap(each -> each.join().stream()), grace));
    }

    private void drain(Stream<Session> sessions, Duration grace) {
        List<Session> all = new ArrayList<>(sessions.toList());
        Collections.shuffle(all);
        long start = System.nanoTime();
        List<Drain> drains = loops.stream().map(loop -> new Drain(loop, start)).toList();
        for (int i = 0; i < all.size(); i++) {
            Session session = all.get(i);
            long after = (long) ((double) grace.toNanos() * i / all.size());
            drains.get(session.loop().index()).turns.add(new Turn(session, after));
        }
        drains.forEach(each -> each.loop.loop().execute(each::goOn));
    }

    /**
     * @param after nanoseconds from the beginning of the drain
     */
    private record Turn(Session session, long after) {}

    /** The sending away of one loop's clients. Confined to that loop once it has begun. */
    private static final class Drain {
        private final LoopSessions loop;
        private final long start;
        private final Queue<Turn> turns = new ArrayDeque<>();

        Drain(LoopSessions loop, long start) {
            this.loop = loop;
            this.start = start;
        }

        void goOn() {
            long passed = System.nanoTime() - start;
            for (Turn next = turns.peek();
                    next != null && next.after <= passed;
                    next = turns.peek()) {
                turns.remove();
                next.session.close(ErrorCode.RECONNECT_NOW, "Server is shutting down");
            }
            loop.loop().flush();
            if (!turns.isEmpty()) {
                loop.loop().schedule(this::goOn, SLICE);
            }
        }
    }
}
