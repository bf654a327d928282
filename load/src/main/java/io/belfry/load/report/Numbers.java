package io.belfry.load.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers and times as people read them, the same in every language.
 *
 * <p>Has no state.
 */
final class Numbers {
    /** Stands where a value is missing. */
    static final String NONE = "-";

    private static final double EXACT_AS_LONG = 1e15;
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final MathContext FOUR_DIGITS_AT_MOST = new MathContext(4, RoundingMode.DOWN);
    private static final MathContext WITHOUT_NOISE = new MathContext(12);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Numbers() {}

    static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT_AS_LONG;
    }

    /**
     * Whole numbers and the whole part of large ones in full, all others with four digits. What is
     * not whole does not become so: 99.9996 percent are not all.
     */
    static String plain(double value) {
        if (isWhole(value) || Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value + 0.0);
        }
        BigDecimal exact = new BigDecimal(value).round(WITHOUT_NOISE);
        BigDecimal shown = exact.round(FOUR_DIGITS);
        if (isWhole(shown.doubleValue())) {
            shown = exact.round(FOUR_DIGITS_AT_MOST);
        }
        return shown.stripTrailingZeros().toPlainString();
    }

    /** With the letter for thousands or millions that suits the largest number beside it. */
    static String brief(double value, double largest) {
        if (value == 0 || largest < 10_000) {
            return plain(value);
        }
        if (largest < 1e6) {
            return plain(value / 1e3) + "k";
        }
        return largest < 1e9 ? plain(value / 1e6) + "M" : plain(value / 1e9) + "G";
    }

    /** Milliseconds; the longer, the fewer digits after the point. */
    static String millis(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        int digits = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** A unit as it follows a number: {@code 1/s} would read as another number. */
    static String unit(String unit) {
        return unit.startsWith("1/") ? unit.substring(1) : unit;
    }

    static String withUnit(double value, String unit) {
        return (plain(value) + " " + unit(unit)).strip();
    }

    static String duration(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return plain(time.toMillis() / 1000.0) + " s";
        }
        String minutes = time.toMinutesPart() + " min " + time.toSecondsPart() + " s";
        return time.toHours() == 0 ? minutes : time.toHours() + " h " + minutes;
    }

    static String time(Instant instant) {
        return TO_THE_SECOND.format(instant);
    }
}
