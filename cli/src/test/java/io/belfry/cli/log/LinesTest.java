package io.belfry.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;

import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

import java.time.Instant;

/** How events become lines, as text and as JSON. */
class LinesTest {
    private final Logger logger = new LoggerContext().getLogger("io.belfry.Test");

    private LoggingEvent event(Level level, String message, Throwable thrown) {
        LoggingEvent event =
                new LoggingEvent(LinesTest.class.getName(), logger, level, message, thrown, null);
        event.setInstant(Instant.parse("2026-11-21T10:00:00.123456Z"));
        return event;
    }

    private LoggingEvent event(String message, Object... pairs) {
        LoggingEvent event = event(Level.INFO, message, null);
        for (int i = 0; i < pairs.length; i += 2) {
            event.addKeyValuePair(new KeyValuePair(pairs[i].toString(), pairs[i + 1]));
        }
        return event;
    }

    @Test
    void a_line_has_time_level_logger_message_and_pairs() {
        assertThat(TextLine.of(event("listening", "port", 8080, "host", "::1")))
                .isEqualTo(
                        "2026-11-21T10:00:00.123Z INFO  io.belfry.Test listening port=8080"
                                + " host=::1\n");
    }

    @Test
    void values_that_could_be_mistaken_are_quoted() {
        assertThat(TextLine.of(event("m", "a", "two words", "b", "x=\"y\"", "c", "", "d", null)))
                .endsWith(" m a=\"two words\" b=\"x=\\\"y\\\"\" c=\"\" d=null\n");
    }

    @Test
    void nothing_that_a_client_sends_can_begin_a_line() {
        String line = TextLine.of(event("a\nb", "k", "c\r\nd\u2028e\u001b[1m"));

        assertThat(line).endsWith(" a?b k=\"c??d?e?[1m\"\n");
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void a_trace_follows_its_line() {
        String text = TextLine.of(event(Level.ERROR, "broken", new IllegalStateException("why")));

        assertThat(text.lines().limit(2))
                .containsExactly(
                        "2026-11-21T10:00:00.123Z ERROR io.belfry.Test broken",
                        "java.lang.IllegalStateException: why");
        assertThat(text).endsWith("\n");
    }

    @Test
    void json_has_the_same_in_one_object() {
        assertThat(JsonLine.of(event("a \"b\"\n", "port", 8080, "on", true, "name", "x y")))
                .isEqualTo(
                        "{\"time\":\"2026-11-21T10:00:00.123Z\",\"level\":\"INFO\","
                                + "\"logger\":\"io.belfry.Test\",\"message\":\"a \\\"b\\\"\\n\","
                                + "\"port\":8080,\"on\":true,\"name\":\"x y\"}\n");
    }

    @Test
    void a_pair_cannot_take_the_place_of_what_every_line_has() {
        assertThat(JsonLine.of(event("m", "level", "forged")))
                .contains("\"level\":\"INFO\"", "\"_level\":\"forged\"");
    }

    @Test
    void json_keeps_a_trace_in_its_line() {
        String line = JsonLine.of(event(Level.ERROR, "broken", new IllegalStateException("why")));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("\"trace\":\"java.lang.IllegalStateException: why");
    }
}
