package io.belfry.load.server;

import org.jspecify.annotations.Nullable;

/**
 * What one connection is to subscribe to.
 *
 * <p>Immutable.
 *
 * @param channel null for a connection that only stands there
 * @param userId who it is on a presence channel; null elsewhere
 */
public record Wish(@Nullable String channel, @Nullable String userId) {
    /** To connect and no more. */
    public static final Wish NOTHING = new Wish(null, null);

    /** To be on a channel that knows no users. */
    public static Wish channel(String name) {
        return new Wish(name, null);
    }
}
