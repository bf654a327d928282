package io.belfry.load.report;

import java.util.List;

/**
 * How one number went over a run, one value for each second from the first.
 *
 * <p>Immutable.
 *
 * @param key for machines: lower case with underscores
 * @param label for people
 * @param unit as in {@link Figure#unit}
 * @param values a value that is missing is NaN
 */
public record Series(String key, String label, String unit, List<Double> values) {
    public Series {
        values = List.copyOf(values);
    }
}
