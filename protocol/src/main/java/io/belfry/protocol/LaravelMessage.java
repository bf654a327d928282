package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * An event as Laravel's {@code redis} broadcaster publishes it, once for each of its channels: a
 * JSON object with {@code event}, {@code data} and {@code socket}. The channel is not in it, as
 * Redis names that.
 *
 * <p>Immutable.
 *
 * @param event its name
 * @param data the JSON value that clients get
 * @param socket the connection that shall not hear of it; null for none
 */
public record LaravelMessage(String event, String data, @Nullable String socket) {
    private static final String SOCKET = "socket";

    /** The message is none that tells of an event. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private Unreadable(JsonSource.Malformed cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Reads a message. Laravel leaves a copy of {@code socket} in the data, which is no matter of
     * clients and is taken out.
     *
     * @throws Unreadable saying what is wrong
     */
    public static LaravelMessage of(byte[] utf8) {
        try {
            Members members = new Members();
            JsonSource.readObject(JsonSource.textOf(utf8), members::member);
            return members.message();
        } catch (JsonSource.Malformed e) {
            throw new Unreadable(e);
        }
    }

    /** As it is published. */
    public String json() {
        JsonObject json = new JsonObject().text("event", event).raw("data", data);
        return (socket == null ? json.raw(SOCKET, "null") : json.text(SOCKET, socket)).end();
    }

    private static final class Members {
        private @Nullable String event;
        private @Nullable String data;
        private @Nullable String socket;

        void member(String name, JsonSource value) {
            switch (name) {
                case "event" -> event = value.string("event");
                case "data" -> data = value.raw();
                case SOCKET -> socket = value.isNull() ? null : value.string(SOCKET);
                default -> {
                    // Other broadcasters may say more.
                }
            }
        }

        LaravelMessage message() {
            if (event == null) {
                throw new JsonSource.Malformed("there is no event");
            }
            if (data == null) {
                throw new JsonSource.Malformed("there is no data");
            }
            return new LaravelMessage(event, withoutSocket(data), socket);
        }

        private String withoutSocket(String json) {
            if (!json.startsWith("{") || !json.contains("\"" + SOCKET + "\"")) {
                return json;
            }
            JsonObject rest = new JsonObject();
            JsonSource.readObject(
                    json,
                    (name, value) -> {
                        if (!name.equals(SOCKET) || !isTheCopy(value)) {
                            rest.raw(name, value.raw());
                        }
                    });
            return rest.end();
        }

        /** An application may have a member of that name itself. */
        private boolean isTheCopy(JsonSource value) {
            return value.isNull()
                    ? socket == null
                    : socket != null && Objects.equals(value.stringOrNull(), socket);
        }
    }
}
