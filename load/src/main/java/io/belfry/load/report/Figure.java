package io.belfry.load.report;

/**
 * One number of a report.
 *
 * <p>Immutable.
 *
 * @param key for machines: lower case with underscores, the same in every version
 * @param label for people, such as {@code "delivered per second"}
 * @param value never NaN or infinite
 * @param unit such as {@code "1/s"}, {@code "µs"}, {@code "bytes"}; empty for a plain count
 */
public record Figure(String key, String label, double value, String unit) {
    public Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " is no number");
        }
    }
}
