package io.belfry.fields;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as they are kept and written, in milliseconds. Holds nothing. */
public final class Timestamp {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private Timestamp() {}

    /** Now, as precise as every database keeps it. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** As it stands in JSON: {@code 2026-11-27T12:00:00.000Z}. */
    public static String text(Instant time) {
        return FORM.format(time);
    }
}
