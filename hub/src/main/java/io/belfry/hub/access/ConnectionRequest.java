package io.belfry.hub.access;

import org.jspecify.annotations.Nullable;

/**
 * What a client shows at the door, before it is upgraded to a WebSocket.
 *
 * @param key of the app, from the path
 * @param protocol the query parameter of that name; null when absent
 * @param version of the client library, the query parameter of that name; null when absent
 * @param origin of the web page; null when absent
 * @param secure whether the client's way to us is encrypted, as far as we can trust to know
 */
public record ConnectionRequest(
        String key,
        @Nullable String protocol,
        @Nullable String version,
        @Nullable String origin,
        boolean secure) {}
