package io.belfry.load.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers that people count in: one, two or five of a power of ten, and for times those of a clock.
 *
 * <p>Has no state.
 */
final class RoundNumbers {
    private static final int[] OF_A_DECADE = {1, 2, 5};
    private static final int[] OF_A_CLOCK = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400
    };

    /** Forgives what a division loses, such as 0.3 / 0.1 being less than 3. */
    private static final double ALMOST = 1e-9;

    private RoundNumbers() {}

    /** A step of whole seconds that is not less than this. */
    static double stepOfTime(double least) {
        return IntStream.of(OF_A_CLOCK)
                .mapToDouble(each -> each)
                .filter(each -> each >= least)
                .findFirst()
                .orElseGet(() -> atLeast(least));
    }

    /** All multiples of the step from one value to another, both included. */
    static List<Double> between(double low, double high, double step) {
        List<Double> values = new ArrayList<>();
        BigDecimal exact = BigDecimal.valueOf(step);
        long first = (long) Math.ceil(low / step - ALMOST);
        long last = (long) Math.floor(high / step + ALMOST);
        for (long count = first; count <= last; count++) {
            values.add(exact.multiply(BigDecimal.valueOf(count)).doubleValue());
        }
        return values;
    }

    /** All round numbers from one value to another, both included. */
    static List<Double> between(double low, double high) {
        List<Double> values = new ArrayList<>();
        for (int power = decadeOf(low); power <= decadeOf(high); power++) {
            for (int each : OF_A_DECADE) {
                double value = round(each, power);
                if (value >= low && value <= high) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** The next round number down. */
    static double atMost(double value) {
        int power = decadeOf(value);
        double found = round(1, power);
        for (int each : OF_A_DECADE) {
            double next = round(each, power);
            found = next <= value * (1 + ALMOST) ? next : found;
        }
        return found;
    }

    /** The next round number up. */
    static double atLeast(double value) {
        int power = decadeOf(value);
        for (int each : OF_A_DECADE) {
            if (round(each, power) >= value * (1 - ALMOST)) {
                return round(each, power);
            }
        }
        return round(1, power + 1);
    }

    static boolean isPowerOfTen(double value) {
        return value == round(1, decadeOf(value));
    }

    private static int decadeOf(double value) {
        return (int) Math.floor(Math.log10(value) + ALMOST);
    }

    private static double round(int digit, int power) {
        return BigDecimal.valueOf(digit, -power).doubleValue();
    }
}
