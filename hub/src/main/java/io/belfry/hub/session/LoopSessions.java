package io.belfry.hub.session;

import io.belfry.hub.channel.Loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sessions of one event loop.
 *
 * <p>Confined to that loop; not thread-safe, but for {@link #loop()} and {@link #unsentBytes()}.
 */
final class LoopSessions {
    private final Loop loop;
    private final List<Session> sessions = new ArrayList<>();
    private final Terminations terminations = new Terminations();
    private volatile long unsentBytes;

    LoopSessions(Loop loop) {
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    /** Whose connections were ended; for the sessions of this loop. */
    Terminations terminations() {
        return terminations;
    }

    void add(Session session) {
        session.position = sessions.size();
        sessions.add(session);
    }

    /** Takes one out; the last one moves to its place. */
    void remove(Session session) {
        Session last = sessions.removeLast();
        if (last != session) {
            sessions.set(session.position, last);
            last.position = session.position;
        }
        session.position = -1;
    }

    void tick(long now) {
        long unsent = 0;
        long oldest = now;
        // Backwards, because a session that ends takes itself out.
        for (int i = sessions.size() - 1; i >= 0; i--) {
            Session session = sessions.get(i);
            unsent += session.unsentBytes();
            if (session.openedAt() - oldest < 0) {
                oldest = session.openedAt();
            }
            session.tick(now);
        }
        terminations.forgetBefore(oldest);
        unsentBytes = unsent;
        loop.flush();
    }

    /** What the clients had left unread at the last tick, in bytes. May be asked from anywhere. */
    long unsentBytes() {
        return unsentBytes;
    }

    void each(Consumer<Session> action) {
        all().forEach(action);
        loop.flush();
    }

    List<Session> all() {
        return List.copyOf(sessions);
    }
}
