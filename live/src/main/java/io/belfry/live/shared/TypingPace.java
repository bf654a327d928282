package io.belfry.live.shared;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often it is told that somebody types: once in a while for each user and place. That they no
 * longer do is told at once, unless it has been told already. Remembers a bounded number of users;
 * whom it forgets may be told of once more than needed. Thread-safe: guarded by its own lock.
 */
public final class TypingPace {
    private final long every;
    private final int most;
    private final LongSupplier nanoTime;
    private final Map<Who, Told> told = new LinkedHashMap<>();

    private record Who(String user, String place) {}

    /**
     * @param typing what was told last
     * @param since when it was last told that they type, or that they do not
     */
    private record Told(boolean typing, long since) {}

    /**
     * @param every in which time it is told once at most
     * @param most how many users and places are remembered, at least 1
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public TypingPace(Duration every, int most, LongSupplier nanoTime) {
        this.every = every.toNanos();
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Whether it is to be told now. */
    public synchronized boolean passes(String user, String place, boolean typing) {
        long now = nanoTime.getAsLong();
        Who who = new Who(user, place);
        Told last = told.get(who);
        if (last != null && now - last.since() < every && (typing || !last.typing())) {
            return false;
        }
        forget(now);
        told.remove(who);
        told.put(who, next(last, typing, now));
        return true;
    }

    /**
     * An end keeps the time of what it ends, so that beginning and ending in turn is no way out.
     */
    private Told next(@Nullable Told last, boolean typing, long now) {
        if (last == null || typing || now - last.since() >= every) {
            return new Told(typing, now);
        }
        return new Told(false, last.since());
    }

    /** The oldest stand first. */
    private void forget(long now) {
        Iterator<Told> oldest = told.values().iterator();
        while (oldest.hasNext() && (now - oldest.next().since() >= every || told.size() >= most)) {
            oldest.remove();
        }
    }
}
