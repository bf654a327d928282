package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP response as it came.
 *
 * @param headers by name in lower case, each with its values in their order
 * @param body without transfer coding
 */
public record RawResponse(
        int status, String reason, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header, whatever the case of its name; null when there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.getFirst();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws tools.jackson.core.JacksonException when it is none
     */
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    @Override
    public String toString() {
        return "HTTP " + status + " " + headers + " " + text();
    }
}
