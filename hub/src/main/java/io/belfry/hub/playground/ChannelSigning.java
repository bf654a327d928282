package io.belfry.hub.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Guard;
import io.belfry.protocol.JsonObject;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers what an app's own server would answer to a client that wants to join a guarded channel
 * (Pusher Channels documentation, "Authorizing users"): everybody may, as whoever they say.
 */
final class ChannelSigning {
    private ChannelSigning() {}

    /** Signs what the form asks for: {@code socket_id}, {@code channel_name}, {@code user}. */
    static PlaygroundAnswer answer(AppSettings app, Map<String, String> form) {
        SocketId socket = SocketId.parse(form.getOrDefault("socket_id", ""));
        ChannelName channel = ChannelName.parse(form.getOrDefault("channel_name", ""));
        if (socket == null || channel == null) {
            return PlaygroundAnswer.error(400, "socket_id or channel_name is missing or malformed");
        }
        Guard guard = channel.kind().guard();
        if (guard != Guard.PRIVATE && guard != Guard.PRESENCE) {
            return PlaygroundAnswer.error(400, "channel_name: this channel takes no signature");
        }
        String user = form.getOrDefault("user", "");
        if (guard == Guard.PRESENCE && user.isEmpty()) {
            return PlaygroundAnswer.error(400, "user is missing");
        }
        return signed(
                app.keys().get(0), socket, channel, guard == Guard.PRESENCE ? member(user) : null);
    }

    /** Reads a form as browsers send it. */
    static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static String member(String user) {
        String info = new JsonObject().text("name", user).end();
        return new JsonObject().text("user_id", user).raw("user_info", info).end();
    }

    private static PlaygroundAnswer signed(
            AppKey key, SocketId socket, ChannelName channel, @Nullable String channelData) {
        JsonObject json =
                new JsonObject().text("auth", key.authorizeChannel(socket, channel, channelData));
        if (channelData != null) {
            json.text("channel_data", channelData);
        }
        return PlaygroundAnswer.json(200, json.end());
    }
}
