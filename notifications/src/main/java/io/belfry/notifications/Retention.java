package io.belfry.notifications;

import java.time.Duration;

/**
 * How long things are kept. Immutable.
 *
 * @param items how long items stand in the bell, whatever their users did with them; at least 1
 *     minute
 * @param deliveries how long it is known what became of deliveries; at least 1 minute
 * @param sweepEvery how often what is over is deleted, expired items too; at least 10 ms
 */
public record Retention(Duration items, Duration deliveries, Duration sweepEvery) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration SHORTEST_SWEEP = Duration.ofMillis(10);

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public Retention {
        require("items", items, SHORTEST);
        require("deliveries", deliveries, SHORTEST);
        require("sweepEvery", sweepEvery, SHORTEST_SWEEP);
    }

    private static void require(String name, Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + ", must be at least " + shortest);
        }
    }

    /** Items for a year, deliveries for 30 days, a look every minute. */
    public static Retention defaults() {
        return new Retention(Duration.ofDays(365), Duration.ofDays(30), Duration.ofMinutes(1));
    }
}
