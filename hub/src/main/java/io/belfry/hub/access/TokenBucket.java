package io.belfry.hub.access;

/**
 * Lets through so many things a second, and as many at once after a rest.
 *
 * <p>Confined to the event loop of its connection; not thread-safe.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private double tokens;
    private long refilledAt;

    /**
     * @param now nanoseconds of a monotonic clock
     */
    public TokenBucket(int perSecond, long now) {
        this.tokens = perSecond;
        this.refilledAt = now;
    }

    /**
     * Takes one, if there is one.
     *
     * @param perSecond the rate, which may have changed since the last call
     */
    public boolean take(int perSecond, long now) {
        tokens = Math.min(perSecond, tokens + (now - refilledAt) / NANOS_PER_SECOND * perSecond);
        refilledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
