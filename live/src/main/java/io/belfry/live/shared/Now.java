package io.belfry.live.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time, as precise as it is told and as every database keeps it. Holds nothing. */
public final class Now {
    private Now() {}

    /** Whole milliseconds. */
    public static Instant of(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
