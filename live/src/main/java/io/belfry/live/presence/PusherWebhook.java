package io.belfry.live.presence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.belfry.fields.FieldRefused;
import io.belfry.protocol.AppKey;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server has told by a webhook of channels that are occupied and vacated (Pusher Channels
 * documentation, "Webhooks"). Immutable.
 *
 * @param changes in their order, without what else was told
 */
public record PusherWebhook(List<ChannelChange> changes) {
    /** How large a body may be, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    /**
     * A channel has its first listener, or none any more.
     *
     * @param channel as it is called on the wire
     */
    public record ChannelChange(String channel, boolean occupied) {}

    public PusherWebhook {
        changes = List.copyOf(changes);
    }

    /**
     * Reads a webhook, if it is one of this app's server.
     *
     * @param presentedKey the header {@code X-Pusher-Key}
     * @param signature the header {@code X-Pusher-Signature}, compared in constant time
     * @param body the bytes as they came
     * @return empty when key or signature are wrong: to be answered with 401
     * @throws FieldRefused when the body is too large, or was signed and is none
     */
    public static Optional<PusherWebhook> read(
            AppKey key, String presentedKey, String signature, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new FieldRefused(
                    "body", "the body has %d bytes, at most %d".formatted(body.length, MOST_BYTES));
        }
        boolean isSigned =
                MessageDigest.isEqual(
                        key.sign(body).getBytes(US_ASCII), signature.getBytes(US_ASCII));
        return isSigned && key.key().equals(presentedKey)
                ? Optional.of(new PusherWebhook(changes(body)))
                : Optional.empty();
    }

    private static List<ChannelChange> changes(byte[] body) {
        try {
            JsonNode events = JsonMapper.shared().readTree(body).path("events");
            List<ChannelChange> changes = new ArrayList<>();
            for (JsonNode event : events) {
                String channel = event.path("channel").asString("");
                switch (event.path("name").asString("")) {
                    case "channel_occupied" -> changes.add(new ChannelChange(channel, true));
                    case "channel_vacated" -> changes.add(new ChannelChange(channel, false));
                    default -> {
                        // Webhooks tell of more than this is about.
                    }
                }
            }
            return changes;
        } catch (JacksonException e) {
            throw new FieldRefused("body", "the body is no JSON", e);
        }
    }
}
