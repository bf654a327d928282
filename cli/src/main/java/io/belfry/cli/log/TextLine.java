package io.belfry.cli.log;

import static java.time.ZoneOffset.UTC;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * One event as {@code time LEVEL logger message key=value}. What clients send may end up in a
 * value, therefore nothing in it can end the line or look like another key.
 */
final class TextLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(UTC);

    private TextLine() {}

    static String of(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        line.append(time(event.getInstant())).append(' ');
        line.append(padded(event.getLevel().toString())).append(' ');
        line.append(event.getLoggerName()).append(' ');
        appendOnOneLine(line, event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> appendPair(line, pair));
        }
        line.append('\n');
        appendTrace(line, event.getThrowableProxy());
        return line.toString();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String padded(String level) {
        return level.length() < 5 ? level + " " : level;
    }

    private static void appendPair(StringBuilder line, KeyValuePair pair) {
        line.append(' ').append(pair.key).append('=');
        String value = String.valueOf(pair.value);
        if (isPlain(value)) {
            line.append(value);
        } else {
            line.append('"');
            appendOnOneLine(line, value.replace("\\", "\\\\").replace("\"", "\\\""));
            line.append('"');
        }
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c != 0x7f);
    }

    private static void appendOnOneLine(StringBuilder line, String text) {
        text.codePoints().map(each -> isLineEnd(each) ? '?' : each).forEach(line::appendCodePoint);
    }

    private static boolean isLineEnd(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
    }

    private static void appendTrace(StringBuilder line, @Nullable IThrowableProxy thrown) {
        if (thrown != null) {
            line.append(ThrowableProxyUtil.asString(thrown));
        }
    }
}
