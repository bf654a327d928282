package io.belfry.broadcasting.queue;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: longer each time, so that a server
 * that is away is not pressed.
 *
 * @param first after the first failure, doubled after each further one; above zero
 * @param longest at least as long as the first
 */
public record Pauses(Duration first, Duration longest) {

    /** From 100 ms to 10 s. */
    public static final Pauses USUAL = new Pauses(Duration.ofMillis(100), Duration.ofSeconds(10));

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public Pauses {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("the first pause is " + first + ", not above zero");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the longest pause is " + longest + ", shorter than the first, " + first);
        }
    }

    /**
     * @param failures how many there were in a row, at least one
     */
    public Duration after(int failures) {
        Duration pause = first;
        for (int doubled = 1; doubled < failures && pause.compareTo(longest) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
