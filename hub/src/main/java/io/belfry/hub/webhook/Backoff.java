package io.belfry.hub.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a failed call is tried again: up to 1 s at first, doubling to 60 s. Each
 * wait is drawn between half of that and all of it, so that calls which failed together do not come
 * back together.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(60);

    private Backoff() {}

    /** The wait after so many failures, of which there is at least one. */
    static Duration after(int failures, RandomGenerator random) {
        long most = Math.min(FIRST.toNanos() << Math.min(failures - 1, 6), LONGEST.toNanos());
        return Duration.ofNanos(random.nextLong(most / 2, most + 1));
    }
}
