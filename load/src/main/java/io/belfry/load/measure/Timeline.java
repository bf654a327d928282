package io.belfry.load.measure;

import io.belfry.load.report.Series;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Values that are looked at once a second.
 *
 * <p>Confined to one thread, which is the one that calls {@link #tick}.
 */
public final class Timeline {
    private final List<Line> lines = new ArrayList<>();

    private record Line(
            String key, String label, String unit, DoubleSupplier value, List<Double> values) {}

    /** Adds a value as it stands at the end of each second; NaN where there is none. */
    public void watch(String key, String label, String unit, DoubleSupplier value) {
        lines.add(new Line(key, label, unit, value, new ArrayList<>()));
    }

    /**
     * Adds what something that only grows has grown by in each second. That of a process that has
     * ended is no longer told, and so it is here.
     */
    public void watchGrowth(String key, String label, String unit, DoubleSupplier total) {
        double[] before = {total.getAsDouble(), System.nanoTime()};
        watch(
                key,
                label,
                unit,
                () -> {
                    double now = total.getAsDouble();
                    double time = System.nanoTime();
                    double perSecond = (now - before[0]) / (time - before[1]) * 1e9;
                    before[0] = now;
                    before[1] = time;
                    return perSecond < 0 ? Double.NaN : perSecond;
                });
    }

    /** Looks at all. */
    public void tick() {
        for (Line line : lines) {
            line.values.add(line.value.getAsDouble());
        }
    }

    /** What was seen. */
    public List<Series> series() {
        return lines.stream()
                .map(line -> new Series(line.key, line.label, line.unit, line.values))
                .toList();
    }
}
