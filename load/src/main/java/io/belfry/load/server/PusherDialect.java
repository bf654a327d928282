package io.belfry.load.server;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

/**
 * Pusher Channels, protocol 7. Guarded channels are authorized with the app's secret, as its own
 * server would.
 *
 * <p>Immutable.
 */
public final class PusherDialect implements Dialect {
    private static final String PONG = "{\"event\":\"pusher:pong\",\"data\":{}}";

    /** Of an error about one client event. */
    private static final String REJECTED = "4301";

    private static final String PING = "{\"event\":\"pusher:ping\",\"data\":{}}";

    private final AppKey key;

    /**
     * @param key of the app, with its secret
     */
    public PusherDialect(AppKey key) {
        this.key = key;
    }

    @Override
    public String path() {
        return "/app/" + key.key() + "?protocol=7&client=belfry-bench&version=1.0&flash=false";
    }

    @Override
    public @Nullable String greeting() {
        return null;
    }

    @Override
    public String keepAlive() {
        return PING;
    }

    @Override
    public Meaning hear(String text, Wish wish) {
        ServerEvent event = ServerEvent.read(text);
        return switch (event.name()) {
            case "pusher:connection_established" -> established(event, wish);
            case "pusher_internal:subscription_succeeded" -> new Meaning.Ready();
            case "pusher:subscription_error" ->
                    new Meaning.Refused(
                            "the subscription was refused: " + refusal(event.data()),
                            Reason.CREDENTIALS);
            case "pusher:error" -> error(event.data());
            case "pusher:ping" -> new Meaning.Answer(PONG);
            case "pusher_internal:member_added" ->
                    new Meaning.Presence(ServerEvent.member(event.data(), "user_id"), true);
            case "pusher_internal:member_removed" ->
                    new Meaning.Presence(ServerEvent.member(event.data(), "user_id"), false);
            default -> new Meaning.Nothing();
        };
    }

    /** The protocol, "Error Codes": from 4300 on the connection goes on. */
    private static Meaning error(String data) {
        String code = ServerEvent.member(data, "code");
        String why = ("the server said " + code).strip() + ": " + said(data);
        if (code.equals(REJECTED)) {
            return new Meaning.Rejected(why);
        }
        return code.startsWith("43")
                ? new Meaning.Objection(why)
                : new Meaning.Refused(why, reasonOf(code));
    }

    @Override
    public Reason reasonOf(int closeCode) {
        Reason own = reasonOf(Integer.toString(closeCode));
        return own == Reason.OTHER ? Dialect.super.reasonOf(closeCode) : own;
    }

    private static Reason reasonOf(String code) {
        return switch (code) {
            case "4001", "4003", "4009" -> Reason.CREDENTIALS;
            case "4200" -> Reason.LEAVING;
            default -> Reason.OTHER;
        };
    }

    private static String refusal(String data) {
        String error = ServerEvent.member(data, "error").strip().replaceFirst("\\.$", "");
        return error.isEmpty() ? data : error;
    }

    private static String said(String data) {
        String message = ServerEvent.member(data, "message").strip().replaceFirst("\\.$", "");
        return message.isEmpty() ? data : message;
    }

    private Meaning established(ServerEvent event, Wish wish) {
        String channel = wish.channel();
        if (channel == null) {
            return new Meaning.Ready();
        }
        String socketId = ServerEvent.member(event.data(), "socket_id");
        return new Meaning.Answer(subscription(new SocketId(socketId), channel, wish.userId()));
    }

    private String subscription(SocketId socket, String channel, @Nullable String userId) {
        boolean guarded = channel.startsWith("private-") || channel.startsWith("presence-");
        StringBuilder text = new StringBuilder(256);
        text.append("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"").append(channel);
        if (guarded) {
            String data = userId == null ? null : "{\"user_id\":\"" + userId + "\"}";
            String auth = key.authorizeChannel(socket, new ChannelName(channel), data);
            text.append("\",\"auth\":\"").append(auth);
            if (data != null) {
                text.append("\",\"channel_data\":\"").append(data.replace("\"", "\\\""));
            }
        }
        return text.append("\"}}").toString();
    }
}
