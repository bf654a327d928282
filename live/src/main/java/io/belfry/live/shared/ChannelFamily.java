package io.belfry.live.shared;

import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.fields.FieldRefused;

import org.jspecify.annotations.Nullable;

/**
 * Private channels that are alike: {@code presence.{user}} is that of each user. Immutable.
 *
 * @param pattern with the place once; {@code private-} in front is understood and left out
 * @param place what stands for the part that differs: {@code {user}}
 */
public record ChannelFamily(String pattern, String place) {
    private static final String PREFIX = "private-";

    /**
     * @throws IllegalArgumentException when the place is not in it, or twice, or the rest is no
     *     name of a channel
     */
    public ChannelFamily {
        pattern = pattern.startsWith(PREFIX) ? pattern.substring(PREFIX.length()) : pattern;
        int at = pattern.indexOf(place);
        if (at < 0 || pattern.lastIndexOf(place) != at) {
            throw new IllegalArgumentException(
                    "the channel %s must have %s in it, once".formatted(pattern, place));
        }
        new PrivateChannel(pattern.replace(place, "1"));
    }

    /**
     * One of these channels.
     *
     * @param field what the value is called in JSON
     * @throws FieldRefused when the value has characters that no channel can have, or too many
     */
    public PrivateChannel channel(String field, String value) {
        try {
            return new PrivateChannel(pattern.replace(place, value));
        } catch (IllegalArgumentException e) {
            throw new FieldRefused(
                    field, "%s gives no channel: %s".formatted(field, e.getMessage()), e);
        }
    }

    /** What their names begin with on the wire. */
    public String prefix() {
        return PREFIX + pattern.substring(0, pattern.indexOf(place));
    }

    /**
     * What stands in the place of a channel's name; null when it is none of these.
     *
     * @param wireName as the channel is called on the wire: {@code private-presence.7}
     */
    public @Nullable String valueIn(String wireName) {
        String before = prefix();
        String after = pattern.substring(pattern.indexOf(place) + place.length());
        if (!wireName.startsWith(before)
                || !wireName.endsWith(after)
                || wireName.length() <= before.length() + after.length()) {
            return null;
        }
        return wireName.substring(before.length(), wireName.length() - after.length());
    }
}
