package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Locale;

/** The limits of what can be asked for. Has no state. */
final class Bounds {
    static final int MOST_CONNECTIONS = 1_000_000;

    /** Each lane of the HTTP API holds a message of its own. */
    static final int MOST_LANES = 10_000;

    private static final Duration SHORTEST_MEASURED = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** A message must have room for what this tester writes into it. */
    private static final int SHORTEST_MESSAGE = 40;

    private static final int LONGEST_MESSAGE = 1 << 20;

    private Bounds() {}

    static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s must be from %s to %s, not %s",
                            what,
                            plain(least),
                            plain(most),
                            plain(value)));
        }
    }

    static void check(String what, Duration value) {
        check(what, value, Duration.ZERO, "0");
    }

    /** What is measured must be long enough to tell anything by the second. */
    static void checkMeasured(Duration duration) {
        check("duration", duration, SHORTEST_MEASURED, "100 ms");
    }

    private static void check(String what, Duration value, Duration least, String leastInWords) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be from %s to 24 h, not %s"
                            .formatted(what, leastInWords, plain(value)));
        }
    }

    private static String plain(Duration value) {
        return value.toMillis() % 1000 == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
    }

    static void checkSize(int bytes) {
        check("size", bytes, SHORTEST_MESSAGE, LONGEST_MESSAGE);
    }

    /** The most that come within their stay; a second more, as nobody is gone at once. */
    static int visitors(double rate, Duration stay) {
        return (int) Math.ceil(rate * (stay.toMillis() / 1000.0 + 1));
    }

    static void checkVisitors(double rate, Duration stay) {
        check("rate times stay", rate * (stay.toMillis() / 1000.0), 0, MOST_CONNECTIONS);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : Double.toString(value);
    }
}
