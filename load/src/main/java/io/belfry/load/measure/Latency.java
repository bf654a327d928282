package io.belfry.load.measure;

import io.belfry.load.report.Distribution;

import org.HdrHistogram.Histogram;

/**
 * How long something took: over the time that is measured, and over the last second.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
public final class Latency {
    private static final int DIGITS = 3;

    private final String key;
    private final String label;
    private final Histogram all = new Histogram(DIGITS);
    private final Histogram second = new Histogram(DIGITS);
    private double lastMedian = Double.NaN;
    private double lastHigh = Double.NaN;

    /**
     * @param key as in {@link Distribution}
     * @param label as in {@link Distribution}
     */
    public Latency(String key, String label) {
        this.key = key;
        this.label = label;
        all.setAutoResize(true);
        second.setAutoResize(true);
    }

    /** Notes one. */
    public void record(long nanos) {
        second.recordValue(Math.max(0, nanos));
    }

    /** Ends a second. */
    public void turn() {
        lastMedian = millis(50);
        lastHigh = millis(99);
        all.add(second);
        second.reset();
    }

    private double millis(double percent) {
        return second.getTotalCount() == 0
                ? Double.NaN
                : second.getValueAtPercentile(percent) / 1e6;
    }

    /** The median of the last second, in milliseconds; NaN when there was nothing. */
    public double lastMedian() {
        return lastMedian;
    }

    /** The 99th percentile of the last second, in milliseconds; NaN when there was nothing. */
    public double lastHigh() {
        return lastHigh;
    }

    /** Forgets what was before: now it is measured. */
    public void reset() {
        all.reset();
        second.reset();
    }

    /** What was measured since. */
    public Distribution distribution() {
        turn();
        return Distribution.of(key, label, all);
    }
}
