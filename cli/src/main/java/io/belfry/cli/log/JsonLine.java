package io.belfry.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

import io.belfry.protocol.JsonObject;

import org.slf4j.event.KeyValuePair;

import java.util.List;
import java.util.Set;

/** One event as a JSON object: time, level, logger, message, the event's keys, and the trace. */
final class JsonLine {
    private static final Set<String> OWN = Set.of("time", "level", "logger", "message", "trace");

    private JsonLine() {}

    static String of(ILoggingEvent event) {
        JsonObject line =
                new JsonObject()
                        .text("time", TextLine.time(event.getInstant()))
                        .text("level", event.getLevel().toString())
                        .text("logger", event.getLoggerName())
                        .text("message", event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> add(line, pair));
        }
        if (event.getThrowableProxy() != null) {
            line.text("trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.end() + "\n";
    }

    private static void add(JsonObject line, KeyValuePair pair) {
        String key = OWN.contains(pair.key) ? "_" + pair.key : pair.key;
        if (pair.value instanceof Number || pair.value instanceof Boolean) {
            line.raw(key, pair.value.toString());
        } else {
            line.text(key, String.valueOf(pair.value));
        }
    }
}
