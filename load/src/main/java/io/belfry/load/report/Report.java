package io.belfry.load.report;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one run of a scenario has shown.
 *
 * <p>Immutable.
 *
 * @param scenario its name as on the command line, such as {@code fanout}
 * @param target the address that was loaded; no key, no secret
 * @param settings what was asked for, by option name without dashes, in the order to be shown in
 * @param machine what it ran on, such as the system, the processors, the Java version, by name
 * @param started when the first connection was opened
 * @param took from then to the end
 * @param partial why the run ended early; null when it went as planned
 * @param figures single numbers, the most important first
 * @param distributions how long things took
 * @param series how numbers went, second by second
 * @param remarks whole sentences about what the reader should know before trusting the figures
 */
public record Report(
        String scenario,
        String target,
        Map<String, String> settings,
        Map<String, String> machine,
        Instant started,
        Duration took,
        @Nullable String partial,
        List<Figure> figures,
        List<Distribution> distributions,
        List<Series> series,
        List<String> remarks) {
    public Report {
        figures = List.copyOf(figures);
        distributions = List.copyOf(distributions);
        series = List.copyOf(series);
        remarks = List.copyOf(remarks);
    }
}
