package io.belfry.live.feed;

import io.belfry.live.shared.ChannelFamily;

import java.time.Duration;

/**
 * How feeds are told, and kept. Immutable.
 *
 * @param channel the private channel of an audience, where {@value #AUDIENCE} stands for its name
 * @param event its name on the wire
 * @param retention how long entries are kept; at least 1 hour
 */
public record FeedSettings(String channel, String event, Duration retention) {

    /** Stands for the name of an audience. */
    public static final String AUDIENCE = "{audience}";

    private static final Duration SHORTEST = Duration.ofHours(1);

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public FeedSettings {
        new ChannelFamily(channel, AUDIENCE);
        if (event.isEmpty()) {
            throw new IllegalArgumentException("event is empty");
        }
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "retention is %s, must be at least %s".formatted(retention, SHORTEST));
        }
    }

    /** The channel {@code activity.{audience}}, {@code ActivityUpdated}, and 90 days. */
    public static FeedSettings defaults() {
        return new FeedSettings("activity." + AUDIENCE, "ActivityUpdated", Duration.ofDays(90));
    }

    /** Other names of channels. */
    public FeedSettings withChannel(String other) {
        return new FeedSettings(other, event, retention);
    }

    /** Another name for its events. */
    public FeedSettings withEvent(String other) {
        return new FeedSettings(channel, other, retention);
    }

    /** Kept for another time. */
    public FeedSettings withRetention(Duration other) {
        return new FeedSettings(channel, event, other);
    }

    ChannelFamily channels() {
        return new ChannelFamily(channel, AUDIENCE);
    }
}
