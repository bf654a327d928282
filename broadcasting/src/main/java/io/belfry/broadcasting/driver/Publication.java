package io.belfry.broadcasting.driver;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One event as it goes to a server: everything about it is decided, and it can be kept and sent
 * again.
 *
 * @param name of the event on the wire
 * @param data what clients get: JSON, or sealed JSON
 * @param channels 1 to {@value #MAX_CHANNELS}; an encrypted channel stands alone, as its key is its
 *     own
 * @param except the connection that shall not hear of it; null for none
 * @param key names this publication, so that a Belfry hub that is told of it twice tells it once
 */
public record Publication(
        String name,
        String data,
        List<ChannelName> channels,
        @Nullable SocketId except,
        String key) {

    /** So many channels fit into one call (Pusher Channels documentation, "HTTP API"). */
    public static final int MAX_CHANNELS = 100;

    /** How long the name of an event may be (Pusher Channels documentation, "HTTP API"). */
    public static final int MAX_NAME = 200;

    /**
     * @throws IllegalArgumentException when there are too many channels or none, or the name is
     *     none
     */
    public Publication {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
            throw new IllegalArgumentException(
                    "an event is named with 1 to %d characters, not with %d"
                            .formatted(MAX_NAME, name.codePointCount(0, name.length())));
        }
        if (name.startsWith("pusher:") || name.startsWith("pusher_internal:")) {
            throw new IllegalArgumentException(
                    "the name " + name + " is one of the protocol's own, pusher: and the like");
        }
        if (channels.isEmpty() || channels.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "a publication has 1 to " + MAX_CHANNELS + " channels, not " + channels.size());
        }
        channels = List.copyOf(channels);
    }

    /** A new one, with a key of its own. */
    public static Publication of(
            String name, String data, List<ChannelName> channels, @Nullable SocketId except) {
        return new Publication(name, data, channels, except, newKey());
    }

    /** Unlike every other, and no secret. */
    private static String newKey() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /**
     * As a hub in this JVM takes it: without the key, as nobody is in doubt there whether an event
     * was taken.
     */
    public EventRequest toRequest() {
        return new EventRequest(
                name,
                data,
                channels.stream().map(ChannelName::value).toList(),
                except == null ? null : except.value(),
                null);
    }
}
