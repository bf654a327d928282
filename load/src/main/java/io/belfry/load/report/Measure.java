package io.belfry.load.report;

import java.util.Locale;

/**
 * What is told of every distribution, in the order of the columns of a table.
 *
 * <p>Immutable.
 */
enum Measure {
    MEAN("mean"),
    P50(50),
    P90(90),
    P99(99),
    P99_9(99.9),
    P99_99(99.99),
    MAX("max");

    private final String label;
    private final double percent;

    Measure(String label) {
        this.label = label;
        this.percent = Double.NaN;
    }

    Measure(double percent) {
        this.label = "p" + Numbers.plain(percent);
        this.percent = percent;
    }

    /** The head of its column, such as {@code p99.9}. */
    String label() {
        return label;
    }

    /** Its name for machines, such as {@code p99_9_ms}. */
    String key() {
        return name().toLowerCase(Locale.ROOT) + "_ms";
    }

    /** Its value in milliseconds; NaN when nothing was measured. */
    double of(Distribution distribution) {
        if (distribution.count() == 0) {
            return Double.NaN;
        }
        return switch (this) {
            case MEAN -> distribution.mean();
            case MAX -> distribution.max();
            case P50, P90, P99, P99_9, P99_99 -> percentile(distribution);
        };
    }

    private double percentile(Distribution distribution) {
        return distribution.percentiles().stream()
                .filter(each -> each.percent() == percent)
                .mapToDouble(Distribution.Percentile::millis)
                .findFirst()
                .orElse(Double.NaN);
    }
}
