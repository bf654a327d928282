package io.belfry.load.report;

import java.util.List;

/**
 * One side of a chart.
 *
 * <p>Immutable.
 *
 * @param caption what is shown along it, with the unit
 * @param low the value at its beginning
 * @param high the value at its end; above {@code low}
 */
record Axis(String caption, Scale scale, double low, double high, List<Tick> ticks) {
    private static final int ENOUGH_TICKS = 7;
    static final double LAST_PERCENTILE = 99.99;

    private static final double LEAST_MILLIS = 0.001;

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** A value that is named along the axis. */
    record Tick(double value, String label) {}

    /** Round values from zero to beyond the highest, or from below the lowest if that is less. */
    static Axis fromZero(String caption, double least, double most) {
        double bottom = Math.min(0, least);
        double top = most > bottom ? Math.max(0, most) : bottom + 1;
        double step = RoundNumbers.atLeast((top - bottom) / 5);
        double low = Math.floor(bottom / step) * step;
        double high = Math.ceil(top / step) * step;
        return new Axis(
                caption, Scale.LINEAR, low, high, labelled(RoundNumbers.between(low, high, step)));
    }

    /** Seconds from the first to the last, with ticks where a clock would have them. */
    static Axis seconds(int last) {
        int end = Math.max(1, last);
        double step = RoundNumbers.stepOfTime(end / 6.0);
        return new Axis(
                "seconds", Scale.LINEAR, 0, end, labelled(RoundNumbers.between(0, end, step)));
    }

    /** Milliseconds by their order of magnitude. */
    static Axis millis(double least, double most) {
        double low = RoundNumbers.atMost(Math.max(LEAST_MILLIS, least));
        double high = RoundNumbers.atLeast(Math.max(LEAST_MILLIS, most));
        if (high <= low) {
            high = RoundNumbers.atLeast(low * 1.5);
        }
        List<Double> ticks = RoundNumbers.between(low, high);
        if (ticks.size() > ENOUGH_TICKS) {
            ticks = ticks.stream().filter(RoundNumbers::isPowerOfTen).toList();
        }
        return new Axis("ms", Scale.LOGARITHMIC, low, high, labelledInFull(ticks));
    }

    /** From the fastest to all but one of ten thousand. */
    static Axis percentiles() {
        return new Axis(
                "percentile",
                Scale.PERCENTILE,
                0,
                LAST_PERCENTILE,
                labelledInFull(List.of(0.0, 50.0, 90.0, 99.0, 99.9, LAST_PERCENTILE)));
    }

    private static List<Tick> labelledInFull(List<Double> values) {
        return values.stream().map(each -> new Tick(each, Numbers.plain(each))).toList();
    }

    private static List<Tick> labelled(List<Double> values) {
        double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
        return values.stream().map(each -> new Tick(each, Numbers.brief(each, largest))).toList();
    }

    /** Where a value lies: 0 at the beginning, 1 at the end, and never outside. */
    double place(double value) {
        double inside = Math.clamp(value, low, high);
        return (scale.of(inside) - scale.of(low)) / (scale.of(high) - scale.of(low));
    }
}
