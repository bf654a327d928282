package io.belfry.hub.access;

import io.belfry.hub.settings.RateLimiting;

/**
 * Counts attempts in a window that begins with the first of them, as Laravel's rate limiter does.
 *
 * <p>Confined to the event loop of its connection; not thread-safe.
 */
public final class AttemptWindow {
    private int attempts;
    private long endsAt;

    /** Whether one more is within the limit. {@code now} is of a monotonic clock, nanoseconds. */
    public boolean admits(RateLimiting limit, long now) {
        if (attempts == 0 || now - endsAt >= 0) {
            attempts = 0;
            endsAt = now + limit.decay().toNanos();
        }
        if (attempts >= limit.maxAttempts()) {
            return false;
        }
        attempts++;
        return true;
    }
}
