package io.belfry.hub.api;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An event that may be published: all names and sizes are within the limits of its app. Made by
 * {@link EventCheck} only.
 *
 * @param channels each once, at least one
 * @param except the connection that shall not hear of it; null for none
 * @param idempotencyKey of an event that is published once only; null for any other
 */
public record CheckedEvent(
        String name,
        String data,
        List<ChannelName> channels,
        @Nullable SocketId except,
        Attributes info,
        @Nullable String idempotencyKey)
        implements EventCheck.Result {

    boolean wantsInfo() {
        return !info.wanted().isEmpty();
    }
}
