package io.belfry.hub.observe;

import java.time.Duration;

/**
 * Lets something that repeats be told now and then, with how often it happened.
 *
 * <p>Thread-safe: guarded by itself; held only to count.
 */
public final class Throttle {
    private final long pause;
    private long untold;
    private boolean told;
    private long lastTold;

    /**
     * @param pause how long it is not told again
     */
    public Throttle(Duration pause) {
        this.pause = pause.toNanos();
    }

    /**
     * Takes note that it happened.
     *
     * @param nanos the time, as {@link System#nanoTime} has it
     * @return how often it happened since it was last told, if it is to be told now; else 0
     */
    public synchronized long happened(long nanos) {
        untold++;
        if (told && nanos - lastTold < pause) {
            return 0;
        }
        told = true;
        lastTold = nanos;
        long count = untold;
        untold = 0;
        return count;
    }
}
