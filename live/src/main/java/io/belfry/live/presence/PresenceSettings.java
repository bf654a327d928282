package io.belfry.live.presence;

import io.belfry.live.shared.ChannelFamily;

import java.time.Duration;

/**
 * How presence is told. Immutable.
 *
 * @param channel the private channel of those who watch a user, where {@value #USER} stands for the
 *     id
 * @param grace how long a user who has gone is still there, so that loading a page is no going; up
 *     to 1 hour
 */
public record PresenceSettings(String channel, Duration grace) {

    /** Stands for the id of a user. */
    public static final String USER = "{user}";

    private static final Duration LONGEST_GRACE = Duration.ofHours(1);

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public PresenceSettings {
        new ChannelFamily(channel, USER);
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException(
                    "grace is %s, must be 0 to %s".formatted(grace, LONGEST_GRACE));
        }
    }

    /** The channel {@code presence.{user}}, and 5 seconds. */
    public static PresenceSettings defaults() {
        return new PresenceSettings("presence." + USER, Duration.ofSeconds(5));
    }

    /** Other names of channels. */
    public PresenceSettings withChannel(String other) {
        return new PresenceSettings(other, grace);
    }

    /** Another grace. */
    public PresenceSettings withGrace(Duration other) {
        return new PresenceSettings(channel, other);
    }

    ChannelFamily channels() {
        return new ChannelFamily(channel, USER);
    }
}
