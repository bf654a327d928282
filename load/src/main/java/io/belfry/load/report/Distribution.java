package io.belfry.load.report;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

import java.util.ArrayList;
import java.util.List;

/**
 * How long something took, over all times that it was done. In milliseconds, exact to a thousandth
 * of each value.
 *
 * <p>Immutable.
 *
 * @param key for machines: lower case with underscores
 * @param label for people, such as {@code "delivery latency"}
 * @param count how many were measured; all other components are zero or empty when none was
 * @param mean the arithmetic mean
 * @param max the longest
 * @param percentiles those that are told as numbers, from p50 to p99.99
 * @param curve the whole shape, for a chart: rising percentiles with their values
 */
public record Distribution(
        String key,
        String label,
        long count,
        double mean,
        double max,
        List<Percentile> percentiles,
        List<Percentile> curve) {
    private static final double[] TOLD = {50, 90, 99, 99.9, 99.99};
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int STEPS_PER_HALVING = 5;

    public Distribution {
        percentiles = List.copyOf(percentiles);
        curve = List.copyOf(curve);
    }

    /**
     * At most this share of all took at most this long.
     *
     * @param percent from 0 to 100
     * @param millis how long
     */
    public record Percentile(double percent, double millis) {}

    /** The distribution of values in nanoseconds. */
    public static Distribution of(String key, String label, Histogram nanos) {
        long count = nanos.getTotalCount();
        if (count == 0) {
            return new Distribution(key, label, 0, 0, 0, List.of(), List.of());
        }
        List<Percentile> told = new ArrayList<>();
        for (double percent : TOLD) {
            told.add(new Percentile(percent, millis(nanos.getValueAtPercentile(percent))));
        }
        List<Percentile> curve = new ArrayList<>();
        for (HistogramIterationValue each : nanos.percentiles(STEPS_PER_HALVING)) {
            curve.add(
                    new Percentile(
                            each.getPercentileLevelIteratedTo(),
                            millis(each.getValueIteratedTo())));
        }
        return new Distribution(
                key,
                label,
                count,
                nanos.getMean() / NANOS_PER_MILLI,
                millis(nanos.getMaxValue()),
                told,
                curve);
    }

    private static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }
}
