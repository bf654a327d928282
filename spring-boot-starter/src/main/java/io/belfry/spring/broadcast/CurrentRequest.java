package io.belfry.spring.broadcast;

import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

/** What is known of the request that the current thread answers. */
public interface CurrentRequest {
    /** The header in which Echo names the connection of a page. */
    String SOCKET_ID = "X-Socket-ID";

    /** From {@value #SOCKET_ID}; null when there is no request, or none with that header. */
    @Nullable SocketId socketId();

    /** By name; null for a guest, or when there is no request. */
    @Nullable String user();
}
