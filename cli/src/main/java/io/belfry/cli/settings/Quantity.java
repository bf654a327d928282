package io.belfry.cli.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them. Has no state. */
public final class Quantity {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?[0-9]{1,18}) ?([a-z]*)");

    private static final Map<String, Long> MILLIS =
            Map.of(
                    "",
                    1_000L,
                    "ms",
                    1L,
                    "s",
                    1_000L,
                    "m",
                    60_000L,
                    "h",
                    3_600_000L,
                    "d",
                    86_400_000L);

    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

    private Quantity() {}

    /**
     * A time; a number without a unit is in seconds.
     *
     * @throws IllegalArgumentException when it is none
     * @throws ArithmeticException when it is beyond all measure
     */
    public static Duration duration(String text) {
        return Duration.ofMillis(read(text, MILLIS));
    }

    /**
     * A size in bytes.
     *
     * @throws IllegalArgumentException when it is none
     * @throws ArithmeticException when it is beyond all measure
     */
    static long bytes(String text) {
        return read(text, BYTES);
    }

    private static long read(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a number with a unit");
        }
        Long unit = units.get(matcher.group(2));
        if (unit == null) {
            throw new IllegalArgumentException("not a unit: " + matcher.group(2));
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    }

    /** In the largest unit that fits evenly. */
    static String show(Duration time) {
        long millis = time.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = MILLIS.getOrDefault(unit, 1L);
            if (millis != 0 && millis % size == 0) {
                return millis / size + unit;
            }
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    /** In the largest unit that fits evenly. */
    static String showBytes(long bytes) {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = BYTES.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return Long.toString(bytes);
    }
}
