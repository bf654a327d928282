package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts over which signatures are made (Pusher Channels documentation, "Authorizing users",
 * "Authenticating users" and "HTTP API, authentication").
 */
public final class SignedText {
    private SignedText() {}

    /**
     * What authorizes a socket for a guarded channel.
     *
     * @param channelData exactly as transmitted, never parsed and written again; null when none was
     *     sent
     */
    public static String ofChannel(
            SocketId socket, ChannelName channel, @Nullable String channelData) {
        String text = socket.value() + ":" + channel.value();
        return channelData == null ? text : text + ":" + channelData;
    }

    /** What signs a socket in as a user; {@code userData} exactly as transmitted. */
    public static String ofUser(SocketId socket, String userData) {
        return socket.value() + "::user::" + userData;
    }

    /**
     * What signs a call of the HTTP API.
     *
     * @param path without the query
     * @param parameters of the query, decoded; {@code auth_signature} is left out by itself
     */
    public static String ofRequest(String method, String path, Map<String, String> parameters) {
        Map<String, String> sorted = new TreeMap<>();
        parameters.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
        sorted.remove("auth_signature");
        StringBuilder text = new StringBuilder(256);
        text.append(method.toUpperCase(Locale.ROOT)).append('\n').append(path).append('\n');
        String separator = "";
        for (Map.Entry<String, String> parameter : sorted.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=');
            text.append(parameter.getValue());
            separator = "&";
        }
        return text.toString();
    }
}
