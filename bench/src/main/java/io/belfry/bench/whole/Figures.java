package io.belfry.bench.whole;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of several rounds of one trial with one peer. For one thread. */
final class Figures {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** Takes what a tester has written. */
    void add(List<String> lines) {
        for (String line : lines) {
            int equals = line.indexOf('=');
            String key = line.substring(0, Math.max(0, equals));
            String value = line.substring(equals + 1);
            if (key.equals("remark") || key.equals("partial")) {
                remarks.add(value);
            } else if (!key.isEmpty()) {
                add(key, Double.parseDouble(value));
            }
        }
    }

    void add(String key, double value) {
        values.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }

    /** The one in the middle; NaN when there is none. */
    double median(String key) {
        List<Double> sorted = values.getOrDefault(key, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** The median, and from where to where the rounds went; empty when there is none. */
    String shown(String key) {
        DoubleSummaryStatistics all =
                values.getOrDefault(key, List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .summaryStatistics();
        if (all.getCount() == 0) {
            return "";
        }
        String middle = number(median(key));
        String least = number(all.getMin());
        String most = number(all.getMax());
        return least.equals(most) ? middle : middle + " (" + least + "–" + most + ")";
    }

    private static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }

    /** What the tester wants its reader to know, each once. */
    List<String> remarks() {
        return remarks.stream().distinct().toList();
    }
}
