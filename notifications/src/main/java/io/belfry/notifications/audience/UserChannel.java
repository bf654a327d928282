package io.belfry.notifications.audience;

import io.belfry.broadcasting.event.PrivateChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Which private channel a user hears of notifications on. Immutable.
 *
 * @param pattern with {@value #USER} once, where the id of the user goes: {@code
 *     notifications.{user}}
 */
public record UserChannel(String pattern) {
    private static final Logger LOG = LoggerFactory.getLogger(UserChannel.class);

    /** Where the id of the user goes. */
    public static final String USER = "{user}";

    /** That of a user is {@code private-notifications.7} on the wire. */
    public static final UserChannel USUAL = new UserChannel("notifications." + USER);

    /**
     * @throws IllegalArgumentException when there is no place for the user in it, or two, or the
     *     rest is no name of a channel
     */
    public UserChannel {
        int at = pattern.indexOf(USER);
        if (at < 0 || pattern.lastIndexOf(USER) != at) {
            throw new IllegalArgumentException(
                    "the channel " + pattern + " must have " + USER + " in it, once");
        }
        new PrivateChannel(pattern.replace(USER, "1"));
    }

    /** That of a user; empty when the id has characters that no channel can have. */
    public Optional<PrivateChannel> of(String userId) {
        try {
            return Optional.of(new PrivateChannel(pattern.replace(USER, userId)));
        } catch (IllegalArgumentException e) {
            LOG.debug("User {} can hear of nothing: {}", userId, e.getMessage());
            return Optional.empty();
        }
    }
}
