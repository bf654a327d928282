package io.belfry.hub.playground;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the page, which lie beside this class. Only those named here exist, whatever a path
 * says.
 *
 * <p>Thread-safe: what has been read is kept in a concurrent map.
 */
final class PageFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "page.html", "text/html; charset=utf-8",
                    "page.css", "text/css; charset=utf-8",
                    "icon.svg", "image/svg+xml",
                    "page.js", SCRIPT,
                    "connection.js", SCRIPT,
                    "app-server.js", SCRIPT,
                    "md5.js", SCRIPT);

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** The file as an answer, or null when there is none of this name. */
    @Nullable PlaygroundAnswer find(String name) {
        String contentType = CONTENT_TYPES.get(name);
        return contentType == null
                ? null
                : PlaygroundAnswer.file(
                        contentType, read.computeIfAbsent(name, PageFiles::readWhole));
    }

    private static byte[] readWhole(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the playground's " + name + " is not packaged");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
