package io.belfry.load.report;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A report as one page of HTML that needs nothing else: no script, no file, no network.
 *
 * <p>Not thread-safe; lives for one rendering.
 */
public final class HtmlReport {
    private static final int TILES = 4;

    private final Report report;
    private final Html page = new Html();

    private HtmlReport(Report report) {
        this.report = report;
    }

    /** The report as a whole page, to be stored in UTF-8. */
    public static String render(Report report) {
        return new HtmlReport(report).text();
    }

    private String text() {
        page.markup("<!DOCTYPE html>\n").open("html", "lang", "en");
        head();
        page.open("body");
        header();
        page.open("main");
        tiles();
        remarks();
        charts();
        tables();
        page.close().close().closeLine();
        return page.end();
    }

    private void head() {
        page.open("head").markup(PageStyle.META);
        page.element("title", report.scenario() + " on " + report.target() + " - Belfry load test");
        page.open("style").markup(PageStyle.CSS).close().closeLine();
    }

    private void header() {
        page.open("header");
        page.open("p", "class", "maker").markup(PageStyle.ICON).text("Belfry load test").close();
        page.element("h1", report.scenario());
        page.element("p", report.target(), "class", "target");
        page.open("p", "class", "time").text("started ");
        page.element(
                "time", Numbers.time(report.started()), "datetime", report.started().toString());
        page.text(", took " + Numbers.duration(report.took())).close();
        outcome(report.partial());
        page.closeLine();
    }

    private void outcome(@Nullable String partial) {
        if (partial == null) {
            page.element("p", "complete", "class", "outcome whole");
        } else {
            page.open("p", "class", "outcome partial").element("strong", "PARTIAL");
            page.text(" " + partial).close();
        }
    }

    private void tiles() {
        page.open("ul", "class", "tiles");
        for (Figure each : report.figures().stream().limit(TILES).toList()) {
            page.open("li", "class", "card");
            page.element("span", each.label(), "class", "label");
            page.open("span", "class", "value").text(Numbers.plain(each.value()));
            page.element("small", " " + Numbers.unit(each.unit())).close().closeLine();
        }
        page.closeLine();
    }

    private void remarks() {
        if (report.remarks().isEmpty()) {
            return;
        }
        page.open("section", "class", "card remarks").element("h2", "before you trust the figures");
        page.open("ul");
        report.remarks().forEach(each -> page.element("li", each));
        page.close().closeLine();
    }

    private void charts() {
        page.open("div", "class", "charts");
        Stream.concat(
                        Charts.overTime(report.series()).stream(),
                        Charts.byPercentile(report.distributions()).stream())
                .forEach(each -> each.writeTo(page));
        page.closeLine();
    }

    private void tables() {
        distributions();
        page.open("div", "class", "tables");
        figures();
        texts("settings", report.settings());
        texts("machine", report.machine());
        page.closeLine();
    }

    private void distributions() {
        if (report.distributions().isEmpty()) {
            return;
        }
        List<Measure> measures = List.of(Measure.values());
        HtmlTable table = HtmlTable.ofNumbers(page, "distributions, in ms");
        table.head(
                Stream.concat(Stream.of("what", "count"), measures.stream().map(Measure::label))
                        .toList());
        for (Distribution each : report.distributions()) {
            table.row(
                    each.label(),
                    Stream.concat(
                                    Stream.of(Numbers.plain(each.count())),
                                    measures.stream()
                                            .map(measure -> Numbers.millis(measure.of(each))))
                            .toList());
        }
        table.end();
    }

    private void figures() {
        HtmlTable table = HtmlTable.ofNumbers(page, "all figures");
        report.figures()
                .forEach(each ->
                        table.row(
                                each.label(),
                                List.of(Numbers.withUnit(each.value(), each.unit()))));
        table.end();
    }

    private void texts(String heading, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        HtmlTable table = HtmlTable.ofTexts(page, heading);
        values.forEach((name, value) -> table.row(name, List.of(value)));
        table.end();
    }
}
