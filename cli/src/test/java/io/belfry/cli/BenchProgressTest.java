package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class BenchProgressTest {
    private final StringWriter told = new StringWriter();

    private String told(boolean terminal) {
        BenchProgress progress = new BenchProgress(new PrintWriter(told), terminal);
        progress.tell("10 connections");
        progress.tell("9 connections");
        progress.end();
        return told.toString();
    }

    @Test
    void at_a_terminal_each_line_is_written_over_the_last() {
        assertThat(told(true))
                .isEqualTo("\r\u001b[K10 connections\r\u001b[K9 connections\r\u001b[K");
    }

    @Test
    void elsewhere_each_line_stays() {
        assertThat(told(false).lines()).containsExactly("10 connections", "9 connections");
        assertThat(told.toString()).doesNotContain("\u001b", "\r");
    }
}
