package io.belfry.broadcasting;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often events of one class are broadcast at most: so many at once, and as many again, evenly
 * spread, in each period. Thread-safe: guarded by its own lock.
 */
final class Throttle {
    private final int most;
    private final long nanosForOne;
    private final LongSupplier nanoTime;
    private long fullAt;

    /**
     * @param nanoTime a clock as {@link System#nanoTime}
     * @throws IllegalArgumentException when there is nothing to let through
     */
    Throttle(int most, Duration period, LongSupplier nanoTime) {
        if (most < 1) {
            throw new IllegalArgumentException("a throttle lets through " + most + ", at least 1");
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "the period of a throttle is " + period + ", must be above zero");
        }
        this.most = most;
        this.nanosForOne = Math.max(1, TimeUnit.NANOSECONDS.convert(period) / most);
        this.nanoTime = nanoTime;
        this.fullAt = nanoTime.getAsLong();
    }

    /** Whether one more may pass, which is then counted. */
    synchronized boolean passes() {
        long now = nanoTime.getAsLong();
        long from = fullAt - now > 0 ? fullAt : now;
        if (from - now > nanosForOne * (most - 1L)) {
            return false;
        }
        fullAt = from + nanosForOne;
        return true;
    }
}
