package io.belfry.protocol;

import io.belfry.protocol.ClientCommand.ClientEvent;
import io.belfry.protocol.ClientCommand.Ping;
import io.belfry.protocol.ClientCommand.Pong;
import io.belfry.protocol.ClientCommand.Signin;
import io.belfry.protocol.ClientCommand.Subscribe;
import io.belfry.protocol.ClientCommand.Unreadable;
import io.belfry.protocol.ClientCommand.Unsubscribe;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sent. One JSON object per message with {@code event} and, as the event needs
 * it, {@code channel} and {@code data}; the data of commands may be an object or a string holding
 * one (Pusher Channels protocol, "Message format").
 *
 * <p>Immutable and thread-safe.
 */
public final class CommandReader {
    private CommandReader() {}

    /** Reads one message. Never throws: what cannot be read is {@link Unreadable}. */
    public static ClientCommand read(String message) {
        try {
            Envelope envelope = new Envelope();
            JsonSource.readObject(message, envelope::member);
            return envelope.command();
        } catch (JsonSource.Malformed e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** What every message has around its data. */
    private static final class Envelope {
        private @Nullable String event;
        private @Nullable String channel;
        private @Nullable String data;

        void member(String name, JsonSource value) {
            switch (name) {
                case "event" -> event = value.string("event");
                case "channel" -> channel = value.string("channel");
                case "data" -> data = value.raw();
                default -> {
                    // Unknown members are for other servers, or for later versions.
                }
            }
        }

        ClientCommand command() {
            if (event == null) {
                throw new JsonSource.Malformed("there is no event");
            }
            return switch (event) {
                case "pusher:subscribe" -> subscribe(fields());
                case "pusher:unsubscribe" -> unsubscribe(fields());
                case "pusher:signin" -> signin(fields());
                case "pusher:ping" -> new Ping();
                case "pusher:pong" -> new Pong();
                default -> other(event);
            };
        }

        private static Subscribe subscribe(Fields fields) {
            return new Subscribe(
                    required(fields.channel, "data.channel"), fields.auth, fields.channelData);
        }

        private static Unsubscribe unsubscribe(Fields fields) {
            return new Unsubscribe(required(fields.channel, "data.channel"));
        }

        private static Signin signin(Fields fields) {
            return new Signin(
                    required(fields.auth, "data.auth"),
                    required(fields.userData, "data.user_data"));
        }

        private ClientCommand other(String name) {
            if (name.startsWith("pusher:") || name.startsWith("pusher_internal:")) {
                return new Unreadable("unknown command");
            }
            return new ClientEvent(name, channel == null ? "" : channel, data);
        }

        private static String required(@Nullable String value, String what) {
            if (value == null) {
                throw new JsonSource.Malformed(what + " is missing or not a string");
            }
            return value;
        }

        private Fields fields() {
            Fields fields = new Fields();
            if (data != null) {
                JsonSource.readObject(unwrapped(data), fields::member);
            }
            return fields;
        }

        /** Data that came as a string is the JSON inside that string. */
        private static String unwrapped(String data) {
            return data.startsWith("\"") ? JsonSource.readString(data) : data;
        }
    }

    /** The members that the data of a command may have. Others, and other types, are ignored. */
    private static final class Fields {
        private @Nullable String channel;
        private @Nullable String auth;
        private @Nullable String channelData;
        private @Nullable String userData;

        void member(String name, JsonSource value) {
            switch (name) {
                case "channel" -> channel = value.stringOrNull();
                case "auth" -> auth = value.stringOrNull();
                case "channel_data" -> channelData = value.stringOrNull();
                case "user_data" -> userData = value.stringOrNull();
                default -> {
                    // Unknown members are for other servers, or for later versions.
                }
            }
        }
    }
}
