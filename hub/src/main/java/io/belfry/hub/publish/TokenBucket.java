package io.belfry.hub.publish;

/**
 * Lets through so many things a second, and as many at once after a rest. Full at first.
 *
 * <p>Not thread-safe. Times are nanoseconds of one monotonic clock; the rate may be another one
 * with each call.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private double tokens = Double.POSITIVE_INFINITY;
    private long refilledAt;

    /** Takes so many at once, if all of them are there; none otherwise. */
    public boolean take(int count, int perSecond, long now) {
        tokens = Math.min(perSecond, tokens + (now - refilledAt) / NANOS_PER_SECOND * perSecond);
        refilledAt = now;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /**
     * Has so many from now on.
     *
     * @param count may be negative: then what is missing must come in first
     */
    public void hold(double count, long now) {
        tokens = count;
        refilledAt = now;
    }
}
