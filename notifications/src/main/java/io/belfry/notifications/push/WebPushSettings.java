package io.belfry.notifications.push;

import java.time.Duration;

/**
 * How notifications are pushed. Immutable.
 *
 * @param delay how long one waits, so that a page in sight can show it first; urgent ones do not.
 *     Zero to 1 h
 * @param ttl how long a push service keeps it for a device that is off; never longer than the
 *     notification lasts. Zero to 28 days
 */
public record WebPushSettings(Duration delay, Duration ttl) {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(28);

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public WebPushSettings {
        require("delay", delay, LONGEST_DELAY);
        require("ttl", ttl, LONGEST_TTL);
    }

    private static void require(String name, Duration time, Duration longest) {
        if (time.isNegative() || time.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + ", must be zero to " + longest);
        }
    }

    /** A delay of 5 s, and kept for a day. */
    public static WebPushSettings defaults() {
        return new WebPushSettings(Duration.ofSeconds(5), Duration.ofDays(1));
    }

    public WebPushSettings withDelay(Duration other) {
        return new WebPushSettings(other, ttl);
    }

    public WebPushSettings withTtl(Duration other) {
        return new WebPushSettings(delay, other);
    }
}
