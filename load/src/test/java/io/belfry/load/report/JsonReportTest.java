package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a program reads. */
class JsonReportTest {
    private final GivenReport given = GivenReport.ofRun();

    private String json() {
        return JsonReport.render(given.report());
    }

    @Test
    void everything_has_its_key() {
        assertThat(json())
                .isEqualTo(
                        """
                        {"scenario":"fanout","target":"ws://127.0.0.1:8080",\
                        "settings":{"connections":"1000","seconds":"30"},\
                        "machine":{"java":"25.0.1"},\
                        "started":"2026-11-21T10:00:00.123Z","took_seconds":30.25,"partial":null,\
                        "figures":{"delivered":{"value":2526300,"unit":""},\
                        "rate":{"value":84210.37,"unit":"1/s"},\
                        "cpu":{"value":1.52347,"unit":"µs"}},\
                        "distributions":{"delivery":{"count":2526300,"mean_ms":1.25,\
                        "p50_ms":0.812,"p90_ms":2,"p99_ms":12.345,"p99_9_ms":123.45,\
                        "p99_99_ms":987.6,"max_ms":1234.5},\
                        "connect":{"count":0,"mean_ms":null,"p50_ms":null,"p90_ms":null,\
                        "p99_ms":null,"p99_9_ms":null,"p99_99_ms":null,"max_ms":null}},\
                        "series":{"open":{"unit":"","values":[1,500.5,1000]},\
                        "rate":{"unit":"1/s","values":[80000,null,84000]}},\
                        "remarks":["The load tester used 92 percent of its processor."]}
                        """);
    }

    @Test
    void a_partial_run_gives_its_reason() {
        given.partial = "the server closed \"12\" connections";

        assertThat(json()).contains("\"partial\":\"the server closed \\\"12\\\" connections\"");
    }

    @Test
    void a_report_is_one_line_whatever_is_in_it() {
        given.remarks.add("two\nlines");

        assertThat(json().lines()).hasSize(1);
        assertThat(json()).endsWith("}\n");
    }

    @Test
    void numbers_too_large_to_be_exact_are_not_made_up() {
        given.figures.add(new Figure("huge", "huge", 1e300, ""));

        assertThat(json()).contains("\"huge\":{\"value\":1.0E300,");
    }
}
