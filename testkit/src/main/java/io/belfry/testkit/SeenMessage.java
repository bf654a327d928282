package io.belfry.testkit;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of a hub, as a client sees it. Immutable.
 *
 * @param text exactly as it came
 * @param json the same, parsed
 */
public record SeenMessage(String text, JsonNode json) {

    /**
     * Parses a message.
     *
     * @throws AssertionError when it is not JSON or has no event, which no hub may send
     */
    public static SeenMessage of(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            if (json.path("event").isString()) {
                return new SeenMessage(text, json);
            }
        } catch (JacksonException e) {
            throw new AssertionError("a hub sent what is not JSON: " + text, e);
        }
        throw new AssertionError("a hub sent a message without an event: " + text);
    }

    public String event() {
        return json.path("event").stringValue();
    }

    /** The channel; null when the message is of none. */
    public @Nullable String channel() {
        return member("channel");
    }

    /** Who sent a client event on a presence channel; null otherwise. */
    public @Nullable String userId() {
        return member("user_id");
    }

    /** The data as they stand on the wire: most often a string, sometimes an object. */
    public JsonNode rawData() {
        return json.path("data");
    }

    /**
     * The data as values: what a string holds when it holds JSON, else the data as they stand.
     * Missing when there are none.
     */
    public JsonNode data() {
        JsonNode raw = rawData();
        if (!raw.isString()) {
            return raw;
        }
        try {
            return JsonMapper.shared().readTree(raw.stringValue());
        } catch (JacksonException e) {
            return raw;
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private @Nullable String member(String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
