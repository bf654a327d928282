package io.belfry.bench.whole;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    double least(String key) {
        return values.getOrDefault(key, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.NaN);
    }

    double most(String key) {
        return values.getOrDefault(key, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
    }

    /** What the tester wants its reader to know, each once. */
    List<String> remarks() {
        return remarks.stream().distinct().toList();
    }
}
