package io.belfry.load.server;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One message of a Pusher server.
 *
 * <p>Immutable.
 *
 * @param name empty when the text is no such message
 * @param data what was in it as a string; an object as its JSON; else empty
 */
record ServerEvent(String name, String data) {
    private static final JsonFactory JSON = new JsonFactory();

    static ServerEvent read(String text) {
        return new ServerEvent(member(text, "event"), member(text, "data"));
    }

    /**
     * The member of a JSON object that is a string or a number, or the JSON of one that is an
     * object; empty when there is none.
     */
    static String member(String json, String name) {
        String found = find(json, name);
        return found == null ? "" : found;
    }

    private static @Nullable String find(String json, String name) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = name.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (wanted && value.isScalarValue()) {
                    return parser.getString();
                }
                long start = parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (wanted) {
                    long end = parser.currentLocation().getCharOffset();
                    return json.substring((int) start, (int) end);
                }
            }
            return null;
        } catch (JacksonException e) {
            // What is no JSON is no message that this tester waits for.
            return null;
        }
    }
}
