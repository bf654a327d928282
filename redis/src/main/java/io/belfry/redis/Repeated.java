package io.belfry.redis;

import java.util.concurrent.TimeUnit;

/**
 * Something that may happen thousands of times a second and is told of every ten seconds at most.
 * Confined to the thread to which it happens.
 */
final class Repeated {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

    private long untold;
    private boolean told;
    private long lastTold;

    /**
     * Takes note that it happened.
     *
     * @return how often it happened since it was last told of, if it is to be told now; else 0
     */
    long happened(long nanos) {
        untold++;
        if (told && nanos - lastTold < SILENCE) {
            return 0;
        }
        told = true;
        lastTold = nanos;
        long count = untold;
        untold = 0;
        return count;
    }
}
