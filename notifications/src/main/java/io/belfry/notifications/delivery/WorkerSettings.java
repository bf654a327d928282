package io.belfry.notifications.delivery;

import io.belfry.broadcasting.queue.Pauses;

import java.time.Duration;

/**
 * How workers bring notifications.
 *
 * @param batch how many deliveries a worker of a route claims at most; 1 to 1,000
 * @param concurrency how many it brings at once; 1 to 1,000
 * @param lookEvery how often it is looked whether something is due, or another process has left
 *     something; what this process writes does not wait for that. At least 10 ms
 * @param claim how long a worker may take for what it has claimed, before others take it: at least
 *     1 s, and longer than the slowest route takes
 * @param attempts how often a delivery is tried before it is given up; 1 to 1,000
 * @param pauses between the attempts
 */
public record WorkerSettings(
        int batch,
        int concurrency,
        Duration lookEvery,
        Duration claim,
        int attempts,
        Pauses pauses) {

    private static final int MOST = 1_000;
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
    private static final Duration SHORTEST_CLAIM = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public WorkerSettings {
        requireCount("batch", batch);
        requireCount("concurrency", concurrency);
        requireCount("attempts", attempts);
        requireAtLeast("lookEvery", lookEvery, SHORTEST_LOOK);
        requireAtLeast("claim", claim, SHORTEST_CLAIM);
    }

    private static void requireCount(String name, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(name + " is " + count + ", must be 1 to " + MOST);
        }
    }

    private static void requireAtLeast(String name, Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + ", must be at least " + shortest);
        }
    }

    /**
     * Batches of 200, 16 at once, a look every second, claims of 2 minutes, and 12 attempts over an
     * hour and a half.
     */
    public static WorkerSettings defaults() {
        return new WorkerSettings(
                200,
                16,
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                12,
                new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(15)));
    }

    public WorkerSettings withLookEvery(Duration other) {
        return new WorkerSettings(batch, concurrency, other, claim, attempts, pauses);
    }

    public WorkerSettings withClaim(Duration other) {
        return new WorkerSettings(batch, concurrency, lookEvery, other, attempts, pauses);
    }

    public WorkerSettings withConcurrency(int other) {
        return new WorkerSettings(batch, other, lookEvery, claim, attempts, pauses);
    }

    public WorkerSettings withAttempts(int most, Pauses between) {
        return new WorkerSettings(batch, concurrency, lookEvery, claim, most, between);
    }
}
