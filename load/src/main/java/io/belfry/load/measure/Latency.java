package io.belfry.load.measure;

import io.belfry.load.report.Distribution;

import org.HdrHistogram.Histogram;

import java.util.Locale;

/**
 * How long something took: over the time that is measured, and over the last second, be it measured
 * or not.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
public final class Latency {
    private static final int DIGITS = 3;

    private final String key;
    private final String label;
    private final Histogram all = new Histogram(DIGITS);
    private final Histogram second = new Histogram(DIGITS);
    private final Histogram uncounted = new Histogram(DIGITS);
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
        uncounted.setAutoResize(true);
    }

    /**
     * Notes one.
     *
     * @param counts whether it is of the time that is measured
     */
    public void record(long nanos, boolean counts) {
        (counts ? second : uncounted).recordValue(Math.max(0, nanos));
    }

    /** Ends a second. */
    public void turn() {
        all.add(second);
        if (uncounted.getTotalCount() > 0) {
            second.add(uncounted);
            uncounted.reset();
        }
        lastMedian = millis(50);
        lastHigh = millis(99);
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

    /** The 99th percentile of the last second as people read it; a dash when there was nothing. */
    public String lastHighInWords() {
        return Double.isNaN(lastHigh) ? "-" : String.format(Locale.ROOT, "%.1f ms", lastHigh);
    }

    /** Forgets what was before. */
    public void reset() {
        all.reset();
        second.reset();
    }

    /** What was measured. */
    public Distribution distribution() {
        Histogram both = all.copy();
        both.add(second);
        return Distribution.of(key, label, both);
    }
}
