package io.belfry.broadcasting.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a client sends when it asks for a channel, for several at once, or for itself. Nothing in it
 * has been judged.
 *
 * @param socketId empty when it is missing
 * @param channels as they were asked for; at most {@value #MAX_CHANNELS}
 * @param several whether the client asked with {@code channel_names}, and so wants an answer for
 *     each: an extension of Belfry
 */
public record AuthorizationRequest(String socketId, List<String> channels, boolean several) {

    /** For so many channels one call may ask. */
    public static final int MAX_CHANNELS = 100;

    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final Pattern PARAMETER = Pattern.compile("([^=&]+)=?([^&]*)");

    /**
     * @throws IllegalArgumentException when there are too many channels
     */
    public AuthorizationRequest {
        if (channels.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "channel_names has %d channels, at most %d"
                            .formatted(channels.size(), MAX_CHANNELS));
        }
        channels = List.copyOf(channels);
    }

    /**
     * Reads a request: a form, as Pusher's clients send it, or JSON. What is not in the body may be
     * in the query.
     *
     * @param query without the question mark; null or empty when there is none
     * @param contentType null when there is none
     * @throws IllegalArgumentException saying what cannot be read
     */
    public static AuthorizationRequest of(
            @Nullable String query, @Nullable String contentType, byte[] body) {
        Fields fields = new Fields();
        if (isJson(contentType)) {
            fields.readJson(body);
        } else {
            fields.readForm(new String(body, UTF_8));
        }
        fields.readForm(query == null ? "" : query);
        return fields.request();
    }

    /**
     * Makes a request of parameters that a web framework has read, from a form, a query or both.
     *
     * @param parameters by name; those that stand for nothing here are passed over
     * @throws IllegalArgumentException when there are too many channels
     */
    public static AuthorizationRequest ofParameters(Map<String, String[]> parameters) {
        Fields fields = new Fields();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                fields.take(name, value);
            }
        });
        return fields.request();
    }

    /** Whether a body of this type is read as JSON; every other is a form. */
    public static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static final class Fields {
        private @Nullable String socketId;
        private @Nullable String channel;
        private @Nullable List<String> channels;

        void readForm(String form) {
            PARAMETER
                    .matcher(form)
                    .results()
                    .forEach(found -> take(decoded(found.group(1)), decoded(found.group(2))));
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, UTF_8);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the form is not URL-encoded", e);
            }
        }

        private void take(String name, String value) {
            switch (name) {
                case "socket_id" -> socketId = socketId == null ? value : socketId;
                case "channel_name" -> channel = channel == null ? value : channel;
                case "channel_names[]" -> {
                    channels = channels == null ? new ArrayList<>() : channels;
                    channels.add(value);
                }
                default -> {
                    // Applications let their clients send more.
                }
            }
        }

        void readJson(byte[] body) {
            JsonNode object = object(body);
            socketId = text(object, "socket_id");
            channel = text(object, "channel_name");
            JsonNode names = object.get("channel_names");
            if (names == null || names.isNull()) {
                return;
            }
            if (!names.isArray()) {
                throw new IllegalArgumentException("channel_names is no array");
            }
            channels = new ArrayList<>();
            for (JsonNode name : names) {
                channels.add(string(name, "each of channel_names"));
            }
        }

        private static JsonNode object(byte[] body) {
            try {
                JsonNode object = JSON.readTree(body);
                if (object.isObject()) {
                    return object;
                }
            } catch (JacksonException e) {
                throw new IllegalArgumentException("the body is not JSON", e);
            }
            throw new IllegalArgumentException("the body is no JSON object");
        }

        private static @Nullable String text(JsonNode object, String field) {
            JsonNode value = object.get(field);
            return value == null || value.isNull() ? null : string(value, field);
        }

        private static String string(JsonNode value, String field) {
            if (!value.isString()) {
                throw new IllegalArgumentException(field + " is no string");
            }
            return value.stringValue();
        }

        AuthorizationRequest request() {
            boolean several = channels != null;
            List<String> asked = channels;
            if (asked == null) {
                asked = channel == null ? List.of() : List.of(channel);
            }
            return new AuthorizationRequest(socketId == null ? "" : socketId, asked, several);
        }
    }
}
