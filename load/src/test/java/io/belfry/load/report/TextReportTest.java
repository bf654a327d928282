package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Locale;

/** What a person at a terminal reads. */
class TextReportTest {
    private final GivenReport given = GivenReport.ofRun();

    private String text() {
        return TextReport.render(given.report());
    }

    @Test
    void a_complete_run_reads_like_this() {
        assertThat(text())
                .isEqualTo(
                        """
                        fanout on ws://127.0.0.1:8080: complete
                        started 2026-11-21 10:00:00 UTC, took 30.25 s

                        delivered                    2,526,300
                        delivered per second            84,210  /s
                        processor time per delivery      1.523  µs

                        in ms                 count   mean    p50    p90    p99  p99.9  p99.99    max
                        delivery latency  2,526,300  1.250  0.812  2.000  12.35  123.5   987.6  1,235
                        time to connect           0      -      -      -      -      -       -      -

                        settings: connections=1000, seconds=30

                        machine: java=25.0.1

                        The load tester used 92 percent of its processor.
                        """);
    }

    @Test
    void a_partial_run_says_so_in_the_headline() {
        given.partial = "the server closed 12 connections";

        assertThat(text())
                .startsWith(
                        "fanout on ws://127.0.0.1:8080: PARTIAL, the server closed 12"
                                + " connections\n");
    }

    @Test
    void what_there_is_nothing_of_takes_no_room() {
        assertThat(TextReport.render(new GivenReport().report()))
                .isEqualTo(
                        """
                        fanout on ws://127.0.0.1:8080: complete
                        started 2026-11-21 10:00:00 UTC, took 30.25 s
                        """);
    }

    @Test
    void long_sentences_are_broken_between_words() {
        given.remarks.add("word ".repeat(60).strip());
        given.settings.put("channels", "many-".repeat(30));

        assertThat(text().replace("many-".repeat(30), "many").lines())
                .allMatch(line -> line.length() <= 96)
                .contains("  word" + " word".repeat(18));
    }

    @Test
    void text_of_a_server_cannot_steer_the_terminal() {
        given.partial = "closed: \u001b[2J\r\nforged\u202e";

        assertThat(text())
                .startsWith("fanout on ws://127.0.0.1:8080: PARTIAL, closed: ?[2J??forged?\n");
    }

    @Test
    void the_language_of_the_machine_does_not_matter() {
        String here = text();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(text()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }
}
