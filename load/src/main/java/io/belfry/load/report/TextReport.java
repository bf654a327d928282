package io.belfry.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A report for people at a terminal of about 100 columns.
 *
 * <p>Not thread-safe; lives for one rendering.
 */
public final class TextReport {
    private static final int WIDTH = 96;

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Report report) {
        this.report = report;
    }

    /** The report as text of several lines; the last one is ended, too. */
    public static String render(Report report) {
        return new TextReport(report).text();
    }

    private String text() {
        headline();
        figures();
        distributions();
        circumstances("settings", report.settings());
        circumstances("machine", report.machine());
        remarks();
        return out.toString();
    }

    private void headline() {
        String outcome = report.partial() == null ? "complete" : "PARTIAL, " + report.partial();
        wrapped("", report.scenario() + " on " + report.target() + ": " + outcome);
        wrapped(
                "",
                "started %s, took %s"
                        .formatted(
                                Numbers.time(report.started()), Numbers.duration(report.took())));
    }

    private void figures() {
        TextTable table = new TextTable("lrl");
        for (Figure each : report.figures()) {
            table.row(
                    List.of(each.label(), Numbers.plain(each.value()), Numbers.unit(each.unit())));
        }
        section(table.text());
    }

    private void distributions() {
        if (report.distributions().isEmpty()) {
            return;
        }
        List<Measure> measures = List.of(Measure.values());
        TextTable table = new TextTable("lr" + "r".repeat(measures.size()));
        table.row(cells("in ms", "count", measures.stream().map(Measure::label)));
        for (Distribution each : report.distributions()) {
            table.row(
                    cells(
                            each.label(),
                            Numbers.plain(each.count()),
                            measures.stream().map(measure -> Numbers.millis(measure.of(each)))));
        }
        section(table.text());
    }

    private static List<String> cells(String label, String count, Stream<String> others) {
        return Stream.concat(Stream.of(label, count), others).toList();
    }

    /** Nothing at all when there is nothing to tell. */
    private void section(String lines) {
        if (!lines.isEmpty()) {
            out.append('\n').append(lines);
        }
    }

    private void circumstances(String name, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        List<String> pairs = new ArrayList<>();
        values.forEach((key, value) -> pairs.add(key + "=" + value));
        out.append('\n');
        wrapped("  ", name + ": " + String.join(", ", pairs));
    }

    private void remarks() {
        for (String each : report.remarks()) {
            out.append('\n');
            wrapped("  ", each);
        }
    }

    /** Breaks between words where a line would become too long. */
    private void wrapped(String indent, String text) {
        int column = 0;
        for (String word : withoutControls(text).split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(indent);
                column = indent.length();
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        out.append('\n');
    }

    /** A server may have sent part of it, and must not be able to steer the terminal. */
    private static String withoutControls(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
