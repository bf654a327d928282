package io.belfry.load.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A report for machines: one JSON object whose keys are the same in every version, with null where
 * nothing was measured.
 *
 * <p>Not thread-safe; lives for one rendering.
 */
public final class JsonReport {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double MILLIS_PER_SECOND = 1000;

    private final Report report;
    private final JsonGenerator json;

    private JsonReport(Report report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    /** The report as one line, its end included. */
    public static String render(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new JsonReport(report, json).write();
        }
        return text.append('\n').toString();
    }

    private void write() {
        json.writeStartObject();
        json.writeStringProperty("scenario", report.scenario());
        json.writeStringProperty("target", report.target());
        texts("settings", report.settings());
        texts("machine", report.machine());
        json.writeStringProperty("started", report.started().toString());
        number("took_seconds", seconds(report.took()));
        json.writeName("partial");
        json.writeString(report.partial());
        figures();
        distributions();
        series();
        remarks(report.remarks());
        json.writeEndObject();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS_PER_SECOND;
    }

    private void texts(String name, Map<String, String> values) {
        json.writeObjectPropertyStart(name);
        values.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private void figures() {
        json.writeObjectPropertyStart("figures");
        for (Figure each : report.figures()) {
            json.writeObjectPropertyStart(each.key());
            number("value", each.value());
            json.writeStringProperty("unit", each.unit());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void distributions() {
        json.writeObjectPropertyStart("distributions");
        for (Distribution each : report.distributions()) {
            json.writeObjectPropertyStart(each.key());
            json.writeNumberProperty("count", each.count());
            for (Measure measure : Measure.values()) {
                number(measure.key(), measure.of(each));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void series() {
        json.writeObjectPropertyStart("series");
        for (Series each : report.series()) {
            json.writeObjectPropertyStart(each.key());
            json.writeStringProperty("unit", each.unit());
            json.writeArrayPropertyStart("values");
            each.values().forEach(this::number);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void remarks(List<String> remarks) {
        json.writeArrayPropertyStart("remarks");
        remarks.forEach(json::writeString);
        json.writeEndArray();
    }

    private void number(String name, double value) {
        json.writeName(name);
        number(value);
    }

    /** JSON knows neither NaN nor the infinite; whole numbers go without a fraction. */
    private void number(double value) {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (Numbers.isWhole(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
