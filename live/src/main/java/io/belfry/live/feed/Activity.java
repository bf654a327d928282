package io.belfry.live.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * That somebody has done something with something. Immutable.
 *
 * @param verb 1 to 100 characters: {@code confirmed}
 * @param summary a sentence for people, 1 to 500 characters, text only: pages show it as it is
 * @param data what else pages need, as Jackson writes it: at most 4,096 bytes of JSON
 */
public record Activity(
        Actor actor,
        String verb,
        ActivityObject object,
        String summary,
        Map<String, ? extends @Nullable Object> data) {
    static final int LONGEST_WORD = 100;

    private static final int LONGEST_SUMMARY = 500;
    private static final int MOST_BYTES = 4_096;

    /**
     * @throws FieldRefused naming what is wrong
     */
    public Activity {
        PlainText.line("verb", verb, LONGEST_WORD);
        PlainText.line("summary", summary, LONGEST_SUMMARY);
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        int bytes = json(data).getBytes(UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new FieldRefused(
                    "data", "data has %d bytes of JSON, at most %d".formatted(bytes, MOST_BYTES));
        }
    }

    String dataJson() {
        return json(data);
    }

    private static String json(Map<String, ? extends @Nullable Object> data) {
        try {
            return JsonMapper.shared().writeValueAsString(data);
        } catch (JacksonException e) {
            throw new FieldRefused("data", "data cannot be written as JSON", e);
        }
    }
}
