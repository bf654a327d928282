package io.belfry.live.typing;

import java.time.Duration;

/**
 * How typing is told. Immutable.
 *
 * @param event its name on the wire
 * @param every how often it is told that the same user types on the same channel; 100 ms to 1
 *     minute
 * @param expires when it is over if nothing more is heard; whole seconds, longer than {@code
 *     every}, at most 1 minute
 * @param most how many users and channels are remembered; 1 to 1,000,000
 */
public record TypingSettings(String event, Duration every, Duration expires, int most) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 1_000_000;

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public TypingSettings {
        if (event.isEmpty()) {
            throw new IllegalArgumentException("event is empty");
        }
        require("every", every, SHORTEST);
        require("expires", expires, every.plusSeconds(1).withNanos(0));
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most is " + most + ", must be 1 to " + MOST);
        }
    }

    private static void require(String name, Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s, must be %s to %s".formatted(name, time, shortest, LONGEST));
        }
    }

    /** {@code TypingIndicator}, every 2 seconds, over after 6, of 10,000. */
    public static TypingSettings defaults() {
        return new TypingSettings(
                "TypingIndicator", Duration.ofSeconds(2), Duration.ofSeconds(6), 10_000);
    }

    /** Another name for its events. */
    public TypingSettings withEvent(String other) {
        return new TypingSettings(other, every, expires, most);
    }
}
