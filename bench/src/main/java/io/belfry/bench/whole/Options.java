package io.belfry.bench.whole;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of a scenario, read from one line of text.
 *
 * <p>Immutable.
 */
record Options(String kind, Map<String, String> values) {
    private static final int MILLIS = 1000;

    static Options of(String text) {
        List<String> words = List.of(text.split(" ", -1));
        Map<String, String> values =
                words.stream()
                        .skip(1)
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Options(words.getFirst(), values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind + " wants " + name);
        }
        return value;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    Duration time(String name) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text(name)) * MILLIS));
    }
}
