package io.belfry.hub.observe;

import java.util.concurrent.TimeUnit;

/**
 * Lets something that repeats be told once a second, with how often it happened.
 *
 * <p>Thread-safe: guarded by itself; held only to count.
 */
final class Throttle {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private long untold;
    private boolean told;
    private long lastTold;

    /**
     * Takes note that it happened.
     *
     * @return how often it happened since it was last told, if it is to be told now; else 0
     */
    synchronized long happened(long nanos) {
        untold++;
        if (told && nanos - lastTold < PAUSE) {
            return 0;
        }
        told = true;
        lastTold = nanos;
        long count = untold;
        untold = 0;
        return count;
    }
}
