package io.belfry.hub.publish;

import org.jspecify.annotations.Nullable;

/**
 * What the HTTP API may be asked about a channel.
 *
 * @param subscriptions connections that have joined, over all nodes
 * @param users distinct users among them, on presence channels
 * @param cached what a cache channel keeps; null when nothing
 */
public record ChannelState(int subscriptions, int users, @Nullable CachedEvent cached) {
    public boolean occupied() {
        return subscriptions > 0;
    }
}
