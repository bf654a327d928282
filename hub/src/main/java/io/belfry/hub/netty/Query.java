package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the query of a request: names in lower case, values of a repeated name joined by commas.
 * All parameters count, as a signature covers all; a semicolon is part of a value.
 */
final class Query {
    private Query() {}

    static Map<String, String> parse(String text) {
        Map<String, String> plain = parsePlain(text);
        return plain == null ? parseAny(text) : plain;
    }

    /** What SDKs send: nothing is escaped, no name stands twice. Null for everything else. */
    static @Nullable Map<String, String> parsePlain(String text) {
        if (hasSpecial(text)) {
            return null;
        }
        Map<String, String> query = new HashMap<>();
        int start = 0;
        while (start < text.length()) {
            int and = text.indexOf('&', start);
            int end = and < 0 ? text.length() : and;
            int equals = text.indexOf('=', start);
            if (equals <= start || equals > end) {
                return null;
            }
            String name = text.substring(start, equals).toLowerCase(Locale.ROOT);
            if (query.put(name, text.substring(equals + 1, end)) != null) {
                return null;
            }
            start = end + 1;
        }
        return query;
    }

    /** Whether anything in a query may stand for something else. */
    private static boolean hasSpecial(String text) {
        return text.indexOf('%') >= 0
                || text.indexOf('+') >= 0
                || text.indexOf('#') >= 0
                || text.startsWith("?");
    }

    /** Any query; empty when an escape is broken, as nothing that was signed can be in it. */
    static Map<String, String> parseAny(String text) {
        Map<String, String> query = new HashMap<>();
        Map<String, List<String>> decoded;
        try {
            decoded = decoder(text).parameters();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        decoded.forEach((name, values) ->
                query.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return query;
    }

    private static QueryStringDecoder decoder(String query) {
        int most = query.length() + 1;
        return new QueryStringDecoder(query, UTF_8, false, most, true);
    }
}
