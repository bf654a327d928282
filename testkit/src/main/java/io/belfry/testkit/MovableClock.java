package io.belfry.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Thread-safe.
 */
public final class MovableClock extends Clock {
    private volatile Instant now;

    private MovableClock(Instant now) {
        this.now = now;
    }

    /** A clock that shows this time. */
    public static MovableClock at(Instant now) {
        return new MovableClock(now);
    }

    /** Lets time pass at once; nobody is woken by it. */
    public synchronized void passes(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /**
     * Not supported: two clocks of which only one moves would mislead.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a movable clock keeps its zone");
    }
}
