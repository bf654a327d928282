package io.belfry.outbox;

import io.belfry.broadcasting.queue.Pauses;

import java.time.Duration;

/**
 * How an outbox behaves.
 *
 * @param batch how many events are read, sent and deleted in one transaction; 1 to 1,000
 * @param lookEvery how often it is looked whether another process has left something; events of
 *     this process do not wait for that. At least 10 ms
 * @param pauses before a server that was away is tried again
 */
public record OutboxSettings(int batch, Duration lookEvery, Pauses pauses) {

    private static final int MOST = 1_000;
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public OutboxSettings {
        if (batch < 1 || batch > MOST) {
            throw new IllegalArgumentException("batch is " + batch + ", must be 1 to " + MOST);
        }
        if (lookEvery.compareTo(SHORTEST_LOOK) < 0) {
            throw new IllegalArgumentException(
                    "lookEvery is " + lookEvery + ", must be at least " + SHORTEST_LOOK);
        }
    }

    /** Batches of 100, a look every second, and the usual pauses. */
    public static OutboxSettings defaults() {
        return new OutboxSettings(100, Duration.ofSeconds(1), Pauses.USUAL);
    }
}
