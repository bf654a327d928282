package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.load.report.Distribution.Percentile;
import io.belfry.load.report.LineChart.Line;
import io.belfry.load.report.LineChart.Point;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.DoubleStream;

class ChartsTest {
    private static Series series(String label, String unit, double... values) {
        return new Series(label, label, unit, DoubleStream.of(values).boxed().toList());
    }

    private static String drawn(LineChart chart) {
        Html page = new Html();
        chart.writeTo(page);
        return page.end();
    }

    @Test
    void series_of_one_unit_share_a_chart() {
        List<LineChart> charts =
                Charts.overTime(
                        List.of(
                                series("sent", "1/s", 1),
                                series("memory", "bytes", 2),
                                series("received", "1/s", 3)));

        assertThat(charts).extracting(LineChart::heading).containsExactly("per second", "memory");
        assertThat(charts.getFirst().lines())
                .extracting(Line::label)
                .containsExactly("sent", "received");
    }

    @Test
    void only_a_chart_of_several_lines_needs_a_legend() {
        Series sent = series("sent", "1/s", 1);
        Series received = series("received", "1/s", 1);

        assertThat(drawn(Charts.overTime(List.of(sent)).getFirst())).doesNotContain("legend");
        assertThat(drawn(Charts.overTime(List.of(sent, received)).getFirst()))
                .contains("legend", "sent</li>", "received</li>");
    }

    @Test
    void a_line_has_a_gap_where_a_value_is_missing() {
        Series broken = series("sent", "", 0, 5, Double.NaN, 10);

        assertThat(drawn(Charts.overTime(List.of(broken)).getFirst()))
                .contains("d=\"M250.0,1000.0h0L500.0,500.0M1000.0,0.0h0\"");
    }

    @Test
    void a_series_without_any_value_is_an_empty_chart() {
        Series empty = series("sent", "", Double.NaN, Double.NaN);

        assertThat(drawn(Charts.overTime(List.of(empty)).getFirst()))
                .contains("sent: nothing measured", " d=\"\"");
    }

    @Test
    void a_line_of_percentiles_ends_where_single_values_would_decide() {
        Histogram nanos = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            nanos.recordValue(i * 1_000_000L);
        }

        LineChart chart = Charts.byPercentile(List.of(Distribution.of("a", "a", nanos))).getFirst();

        List<Point> points = chart.lines().getFirst().points();
        assertThat(points.getLast().x()).isEqualTo(99.9);
        assertThat(points).extracting(Point::y).isSorted();
    }

    @Test
    void what_was_never_measured_has_no_line() {
        Distribution never = Distribution.of("a", "a", new Histogram(3));

        assertThat(Charts.byPercentile(List.of(never))).isEmpty();
    }

    @Test
    void a_single_value_is_drawn_as_a_dot() {
        Distribution once =
                new Distribution("a", "a", 1, 2, 2, List.of(), List.of(new Percentile(0, 2)));

        assertThat(drawn(Charts.byPercentile(List.of(once)).getFirst()))
                .contains("d=\"M0.0,1000.0h0\"");
    }
}
