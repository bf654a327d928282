package io.belfry.broadcasting.queue;

import java.time.Duration;

/**
 * How a queue in memory behaves.
 *
 * @param capacity how many events may wait for each connection; 1 to 1,000,000
 * @param whenFull what becomes of one more
 * @param pauses before an event that failed is tried again
 * @param patience after which an event is given up, from when it was added; above zero
 * @param grace how long closing waits for what is left; may be zero
 */
public record MemoryQueueSettings(
        int capacity, WhenFull whenFull, Pauses pauses, Duration patience, Duration grace) {

    private static final int MOST = 1_000_000;

    /** What becomes of an event for which there is no room. */
    public enum WhenFull {
        /**
         * The one that waits longest is given up for it; the log says when that begins and ends.
         */
        DROP_OLDEST,
        /** Whoever broadcasts gets a {@link QueueFull}. */
        REFUSE
    }

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public MemoryQueueSettings {
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", must be 1 to " + MOST);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience is " + patience + ", must be above zero");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace is " + grace + ", must not be negative");
        }
    }

    /**
     * 10,000 events, the oldest given up for new ones; pauses from 100 ms to 10 s, given up after 5
     * minutes; 5 s to close.
     */
    public static MemoryQueueSettings defaults() {
        return new MemoryQueueSettings(
                10_000,
                WhenFull.DROP_OLDEST,
                Pauses.USUAL,
                Duration.ofMinutes(5),
                Duration.ofSeconds(5));
    }

    /** With another capacity and policy. */
    public MemoryQueueSettings withCapacity(int events, WhenFull policy) {
        return new MemoryQueueSettings(events, policy, pauses, patience, grace);
    }

    /** With other pauses between tries, and another patience. */
    public MemoryQueueSettings withPauses(Pauses others, Duration givenUpAfter) {
        return new MemoryQueueSettings(capacity, whenFull, others, givenUpAfter, grace);
    }
}
