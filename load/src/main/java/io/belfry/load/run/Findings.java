package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.report.Distribution;
import io.belfry.load.report.Figure;

import java.util.ArrayList;
import java.util.List;

/** What a report will tell. Confined to one thread at a time. */
final class Findings {
    private final List<Figure> figures = new ArrayList<>();
    private final List<Distribution> distributions = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    void figure(String key, String label, double value, String unit) {
        figures.add(new Figure(key, label, Double.isFinite(value) ? value : 0, unit));
    }

    void count(String key, String label, long value) {
        figure(key, label, value, "");
    }

    void latency(Latency latency) {
        Distribution distribution = latency.distribution();
        if (distribution.count() > 0) {
            distributions.add(distribution);
        }
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    List<Figure> figures() {
        return figures;
    }

    List<Distribution> distributions() {
        return distributions;
    }

    List<String> remarks() {
        return remarks;
    }
}
