package io.belfry.notifications.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

import io.belfry.fields.FieldRefused;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What pages get of a notification beside its texts. Immutable.
 *
 * @param json an object of at most {@value #MOST_BYTES} bytes in UTF-8
 */
public record Data(@JsonValue @JsonRawValue String json) {

    /** How many bytes it may have. */
    public static final int MOST_BYTES = 8 * 1024;

    /** Nothing. */
    public static final Data NONE = new Data("{}");

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    /**
     * @throws FieldRefused when it is no JSON object, or too large
     */
    public Data {
        int bytes = json.getBytes(UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new FieldRefused(
                    "data", "data has %d bytes, at most %d".formatted(bytes, MOST_BYTES));
        }
        requireObject(json);
    }

    private static void requireObject(String json) {
        boolean isObject;
        try {
            isObject = JsonMapper.shared().readTree(json).isObject();
        } catch (JacksonException e) {
            throw refused(e);
        }
        if (!isObject) {
            throw new FieldRefused("data", "data is no JSON object");
        }
    }

    /**
     * @param values anything that Jackson writes
     * @throws FieldRefused when it cannot be written, or is too large
     */
    @JsonCreator
    public static Data of(Map<String, ?> values) {
        try {
            return new Data(JsonMapper.shared().writeValueAsString(values));
        } catch (JacksonException e) {
            throw refused(e);
        }
    }

    private static FieldRefused refused(JacksonException e) {
        return new FieldRefused("data", "data is no JSON object: " + e.getOriginalMessage(), e);
    }

    /** A copy, with what JSON has: texts, numbers, booleans, lists and maps. */
    public Map<String, @Nullable Object> asMap() {
        return JsonMapper.shared().readValue(json, OBJECT);
    }
}
