package io.belfry.load.report;

import io.belfry.load.report.Distribution.Percentile;
import io.belfry.load.report.LineChart.Line;
import io.belfry.load.report.LineChart.Point;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be drawn of a report.
 *
 * <p>Has no state.
 */
final class Charts {
    private Charts() {}

    /** One chart for each unit, in the order of the first series that has it. */
    static List<LineChart> overTime(List<Series> series) {
        Map<String, List<Series>> byUnit =
                series.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Series::unit, LinkedHashMap::new, Collectors.toList()));
        List<LineChart> charts = new ArrayList<>();
        byUnit.forEach((unit, group) -> charts.add(overTime(unit, group)));
        return charts;
    }

    private static LineChart overTime(String unit, List<Series> group) {
        DoubleSummaryStatistics all = new DoubleSummaryStatistics();
        group.forEach(each -> measured(each).forEach(all::accept));
        int last = group.stream().mapToInt(each -> each.values().size()).max().orElse(0);
        String heading = group.size() == 1 ? group.getFirst().label() : headingOf(unit);
        return new LineChart(
                heading,
                group.stream().map(Charts::spoken).collect(Collectors.joining("; ")),
                Axis.seconds(last),
                all.getCount() == 0
                        ? Axis.fromZero(unit, 0, 0)
                        : Axis.fromZero(unit, all.getMin(), all.getMax()),
                group.stream().map(Charts::line).toList());
    }

    private static Stream<Double> measured(Series series) {
        return series.values().stream().filter(Double::isFinite);
    }

    private static String headingOf(String unit) {
        return switch (unit) {
            case "" -> "counts";
            case "1/s" -> "per second";
            case "ms" -> "milliseconds";
            case "%" -> "percent";
            default -> unit;
        };
    }

    private static String spoken(Series series) {
        DoubleSummaryStatistics values =
                measured(series).collect(Collectors.summarizingDouble(each -> each));
        if (values.getCount() == 0) {
            return series.label() + ": nothing measured";
        }
        return "%s over %d seconds: from %s to %s, %s on average"
                .formatted(
                        series.label(),
                        series.values().size(),
                        Numbers.plain(values.getMin()),
                        Numbers.withUnit(values.getMax(), series.unit()),
                        Numbers.withUnit(values.getAverage(), series.unit()));
    }

    /** What happened in a second is drawn at its end. */
    private static Line line(Series series) {
        List<Double> values = series.values();
        return new Line(
                series.label(),
                IntStream.range(0, values.size())
                        .mapToObj(i -> new Point(i + 1.0, values.get(i)))
                        .toList());
    }

    /** All distributions in one chart; none when nothing was measured. */
    static List<LineChart> byPercentile(List<Distribution> distributions) {
        List<Distribution> measured =
                distributions.stream().filter(each -> each.count() > 0).toList();
        if (measured.isEmpty()) {
            return List.of();
        }
        List<Line> lines = measured.stream().map(Charts::line).toList();
        DoubleSummaryStatistics millis =
                lines.stream()
                        .flatMap(each -> each.points().stream())
                        .collect(Collectors.summarizingDouble(Point::y));
        return List.of(
                new LineChart(
                        "latency by percentile",
                        measured.stream().map(Charts::spoken).collect(Collectors.joining("; ")),
                        Axis.percentiles(),
                        Axis.millis(millis.getMin(), millis.getMax()),
                        lines));
    }

    private static String spoken(Distribution distribution) {
        return "%s: half within %s ms, 99 percent within %s ms, the longest %s ms"
                .formatted(
                        distribution.label(),
                        Numbers.millis(Measure.P50.of(distribution)),
                        Numbers.millis(Measure.P99.of(distribution)),
                        Numbers.millis(distribution.max()));
    }

    /** Ends where the percentiles begin to mean less than a single value. */
    private static Line line(Distribution distribution) {
        double end = Math.min(Axis.LAST_PERCENTILE, 100 - 100.0 / distribution.count());
        return new Line(
                distribution.label(),
                Stream.concat(distribution.curve().stream(), distribution.percentiles().stream())
                        .filter(each -> each.percent() <= end)
                        .sorted(Comparator.comparingDouble(Percentile::percent))
                        .map(each -> new Point(each.percent(), each.millis()))
                        .toList());
    }
}
