package io.belfry.hub.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads request paths under the hub's prefix. Between an app and its hub a proxy may add the
 * prefix, and SDKs differ in what they escape, so a signature may be over any spelling of the path.
 *
 * <p>Immutable.
 */
public final class RequestPaths {
    private final String prefix;

    /**
     * @param prefix of every route, empty or starting with a slash and not ending with one
     */
    public RequestPaths(String prefix) {
        this.prefix = prefix;
    }

    /** The decoded path behind the prefix; null when the path is not under it. */
    public @Nullable String withoutPrefix(String path) {
        return strip(decode(path));
    }

    /** The decoded segments of the path behind the prefix; empty ones are left out. */
    List<String> segments(String path) {
        // Split before decoding: an escaped slash is part of its segment.
        String raw = strip(path);
        if (raw == null) {
            return List.of();
        }
        List<String> segments = split(raw);
        segments.replaceAll(RequestPaths::decode);
        return segments;
    }

    /**
     * All ways in which the caller may have written the path when signing; proxies double slashes
     * and append them.
     */
    List<String> spellings(String path) {
        return prefix.isEmpty() && isPlain(path) ? List.of(path) : everySpelling(path);
    }

    /** The same, the long way. */
    List<String> everySpelling(String path) {
        Set<String> spellings = new LinkedHashSet<>();
        for (String one : List.of(path, decode(path))) {
            spellings.add(one);
            String stripped = strip(one);
            if (stripped != null) {
                spellings.add(stripped);
                spellings.add("/" + String.join("/", split(stripped)));
            }
        }
        return List.copyOf(spellings);
    }

    /** Whether a path, where there is no prefix, can be written in this one way only. */
    private static boolean isPlain(String path) {
        return path.startsWith("/")
                && !path.endsWith("/")
                && !path.contains("//")
                && path.indexOf('%') < 0;
    }

    static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start) {
                segments.add(path.substring(start, end));
            }
            start = end + 1;
        }
        return segments;
    }

    private @Nullable String strip(String path) {
        if (prefix.isEmpty()) {
            return path;
        }
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : null;
        return rest != null && (rest.isEmpty() || rest.startsWith("/")) ? rest : null;
    }

    /** Percent-decoding of a path: a plus sign is a plus sign, and what is no escape stays. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                bytes.write(raw[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(UTF_8);
    }
}
