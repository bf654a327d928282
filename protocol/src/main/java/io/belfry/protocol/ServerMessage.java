package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/**
 * What a hub says to its clients, each in the one form that every known client library reads
 * (Pusher Channels protocol, "Server to client"). Data that the protocol defines as a string
 * holding JSON is written so; older libraries cast it.
 */
public sealed interface ServerMessage {

    /** The JSON text of this message. */
    String json();

    /** This message as a finished WebSocket frame, to be shared by all who receive it. */
    default Frame frame() {
        return Frame.ofText(json());
    }

    /**
     * The connection stands.
     *
     * @param activityTimeoutSeconds silence after which the client should ping; above zero, or
     *     pusher-js gives up for good
     */
    record ConnectionEstablished(SocketId socketId, int activityTimeoutSeconds)
            implements ServerMessage {
        @Override
        public String json() {
            return message("pusher:connection_established")
                    .text(
                            "data",
                            "{\"socket_id\":\""
                                    + socketId.value()
                                    + "\",\"activity_timeout\":"
                                    + activityTimeoutSeconds
                                    + "}")
                    .end();
        }
    }

    /** How the data of an error is written: as Pusher does, or as Laravel Reverb does. */
    enum ErrorForm {
        OBJECT,
        STRING
    }

    /** Something was refused. Whether the connection goes on is another matter. */
    record Problem(ErrorCode code, String reason, ErrorForm form) implements ServerMessage {
        @Override
        public String json() {
            String data = new JsonObject().raw("code", code.number()).text("message", reason).end();
            JsonObject message = message("pusher:error");
            return switch (form) {
                case OBJECT -> message.raw("data", data).end();
                case STRING -> message.text("data", data).end();
            };
        }
    }

    record Ping() implements ServerMessage {
        @Override
        public String json() {
            return "{\"event\":\"pusher:ping\",\"data\":{}}";
        }
    }

    record Pong() implements ServerMessage {
        @Override
        public String json() {
            return "{\"event\":\"pusher:pong\",\"data\":\"{}\"}";
        }
    }

    /** The client has joined a channel without members. */
    record SubscriptionSucceeded(ChannelName channel) implements ServerMessage {
        @Override
        public String json() {
            return message("pusher_internal:subscription_succeeded")
                    .text("channel", channel.value())
                    .text("data", "{}")
                    .end();
        }
    }

    /** The client has joined a presence channel; it and all others on it. */
    record PresenceSucceeded(ChannelName channel, Collection<Member> members)
            implements ServerMessage {
        @Override
        public String json() {
            StringBuilder ids = new StringBuilder("[");
            StringBuilder hash = new StringBuilder("{");
            String separator = "";
            for (Member member : members) {
                JsonText.quote(ids.append(separator), member.userId());
                JsonText.quote(hash.append(separator), member.userId());
                hash.append(':').append(member.userInfo());
                separator = ",";
            }
            String presence =
                    new JsonObject()
                            .raw("count", members.size())
                            .raw("ids", ids.append(']').toString())
                            .raw("hash", hash.append('}').toString())
                            .end();
            return message("pusher_internal:subscription_succeeded")
                    .text("channel", channel.value())
                    .text("data", new JsonObject().raw("presence", presence).end())
                    .end();
        }
    }

    /**
     * A subscription was refused; Echo's {@code error()} hears this.
     *
     * @param channel as the client wrote it, be it a channel name or not
     * @param type one of {@code AuthError}, {@code InvalidChannel}, {@code LimitReached}
     */
    record SubscriptionError(String channel, String type, String error, int status)
            implements ServerMessage {
        @Override
        public String json() {
            return message("pusher:subscription_error")
                    .text("channel", channel)
                    .raw(
                            "data",
                            new JsonObject()
                                    .text("type", type)
                                    .text("error", error)
                                    .raw("status", status)
                                    .end())
                    .end();
        }
    }

    record MemberAdded(ChannelName channel, Member member) implements ServerMessage {
        @Override
        public String json() {
            return message("pusher_internal:member_added")
                    .text("channel", channel.value())
                    .text(
                            "data",
                            new JsonObject()
                                    .text("user_id", member.userId())
                                    .raw("user_info", member.userInfo())
                                    .end())
                    .end();
        }
    }

    record MemberRemoved(ChannelName channel, String userId) implements ServerMessage {
        @Override
        public String json() {
            return message("pusher_internal:member_removed")
                    .text("channel", channel.value())
                    .text("data", new JsonObject().text("user_id", userId).end())
                    .end();
        }
    }

    /** An event of the app; its data is a string and stays what it was, JSON or not. */
    record ChannelEvent(String event, ChannelName channel, String data) implements ServerMessage {
        @Override
        public String json() {
            return message(event).text("channel", channel.value()).text("data", data).end();
        }
    }

    /**
     * An event of a fellow subscriber.
     *
     * @param data the JSON value exactly as that client sent it; null when it sent none
     * @param userId who sent it, on presence channels only; never taken from the client's message
     */
    record RelayedClientEvent(
            String event, ChannelName channel, @Nullable String data, @Nullable String userId)
            implements ServerMessage {
        @Override
        public String json() {
            JsonObject message = message(event).text("channel", channel.value());
            if (data != null) {
                message.raw("data", data);
            }
            if (userId != null) {
                message.text("user_id", userId);
            }
            return message.end();
        }
    }

    /** Nothing is kept on the cache channel that was just joined. */
    record CacheMiss(ChannelName channel) implements ServerMessage {
        @Override
        public String json() {
            return message("pusher:cache_miss").text("channel", channel.value()).end();
        }
    }

    record SubscriptionCount(ChannelName channel, int count) implements ServerMessage {
        @Override
        public String json() {
            return message("pusher_internal:subscription_count")
                    .text("channel", channel.value())
                    .text("data", "{\"subscription_count\":" + count + "}")
                    .end();
        }
    }

    /** Who the client is from now on, with the very text that it signed in with. */
    record SigninSuccess(String userData) implements ServerMessage {
        @Override
        public String json() {
            return message("pusher:signin_success")
                    .text("data", new JsonObject().text("user_data", userData).end())
                    .end();
        }
    }

    /** Which of the users that the client watches are online, and which are not. */
    record WatchlistEvents(Collection<String> online, Collection<String> offline)
            implements ServerMessage {
        @Override
        public String json() {
            StringBuilder events = new StringBuilder("[");
            appendEntry(events, "online", online);
            appendEntry(events, "offline", offline);
            return message("pusher_internal:watchlist_events")
                    .text(
                            "data",
                            new JsonObject().raw("events", events.append(']').toString()).end())
                    .end();
        }

        private static void appendEntry(
                StringBuilder events, String name, Collection<String> userIds) {
            if (userIds.isEmpty()) {
                return;
            }
            StringBuilder ids = new StringBuilder("[");
            String separator = "";
            for (String id : userIds) {
                JsonText.quote(ids.append(separator), id);
                separator = ",";
            }
            if (events.length() > 1) {
                events.append(',');
            }
            events.append(
                    new JsonObject()
                            .text("name", name)
                            .raw("user_ids", ids.append(']').toString())
                            .end());
        }
    }

    private static JsonObject message(String event) {
        return new JsonObject().text("event", event);
    }
}
