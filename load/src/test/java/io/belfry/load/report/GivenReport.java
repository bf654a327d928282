package io.belfry.load.report;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports to be rendered: a small one, of which each test changes what it is about.
 *
 * <p>Not thread-safe; lives for one test.
 */
final class GivenReport {
    String target = "ws://127.0.0.1:8080";
    String partial;
    final Map<String, String> settings = new LinkedHashMap<>();
    final Map<String, String> machine = new LinkedHashMap<>();
    final List<Figure> figures = new ArrayList<>();
    final List<Distribution> distributions = new ArrayList<>();
    final List<Series> series = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();

    /** A run that has something to show of everything. */
    static GivenReport ofRun() {
        GivenReport given = new GivenReport();
        given.settings.put("connections", "1000");
        given.settings.put("seconds", "30");
        given.machine.put("java", "25.0.1");
        given.figures.add(new Figure("delivered", "delivered", 2526300, ""));
        given.figures.add(new Figure("rate", "delivered per second", 84210.37, "1/s"));
        given.figures.add(new Figure("cpu", "processor time per delivery", 1.52347, "µs"));
        given.distributions.add(delivery());
        given.distributions.add(Distribution.of("connect", "time to connect", new Histogram(3)));
        given.series.add(new Series("open", "open connections", "", List.of(1.0, 500.5, 1000.0)));
        given.series.add(
                new Series("rate", "delivered", "1/s", List.of(80000.0, Double.NaN, 84000.0)));
        given.remarks.add("The load tester used 92 percent of its processor.");
        return given;
    }

    private static Distribution delivery() {
        return new Distribution(
                "delivery",
                "delivery latency",
                2526300,
                1.25,
                1234.5,
                List.of(
                        new Distribution.Percentile(50, 0.812),
                        new Distribution.Percentile(90, 2),
                        new Distribution.Percentile(99, 12.345),
                        new Distribution.Percentile(99.9, 123.45),
                        new Distribution.Percentile(99.99, 987.6)),
                List.of(
                        new Distribution.Percentile(0, 0.25),
                        new Distribution.Percentile(75, 1.5),
                        new Distribution.Percentile(100, 1234.5)));
    }

    Report report() {
        return new Report(
                "fanout",
                target,
                settings,
                machine,
                Instant.parse("2026-11-21T10:00:00.123Z"),
                Duration.ofMillis(30250),
                partial,
                figures,
                distributions,
                series,
                remarks);
    }
}
