package io.belfry.live.refresh;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.fields.PlainText;

import java.util.Optional;

/**
 * Over which channels screens are told.
 *
 * @param channel the private channel of one user, where {@value #USER} stands for the id
 * @param adminChannel the private channel of all administrators
 * @param event its name on the wire
 */
public record LiveRefreshSettings(String channel, String adminChannel, String event) {

    /** Stands for the id of a user. */
    public static final String USER = "{user}";

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public LiveRefreshSettings {
        if (!channel.contains(USER)) {
            throw new IllegalArgumentException(
                    "channel is %s, and has no place for a %s".formatted(channel, USER));
        }
        if (event.isEmpty()) {
            throw new IllegalArgumentException("event is empty");
        }
    }

    /**
     * The channels {@code live-refresh.{user}} and {@code live-refresh.admin}, and {@code
     * LiveRefreshContextsUpdated}.
     */
    public static LiveRefreshSettings defaults() {
        return new LiveRefreshSettings(
                "live-refresh." + USER, "live-refresh.admin", "LiveRefreshContextsUpdated");
    }

    /**
     * @throws IllegalArgumentException when that is no user's id
     */
    void requireUser(String user) {
        if (user.isEmpty() || user.length() > PlainText.LONGEST_USER) {
            throw new IllegalArgumentException(
                    "the id of a user has %d characters, must have 1 to %d"
                            .formatted(user.length(), PlainText.LONGEST_USER));
        }
        if (user.equals(Gathered.ADMINS)) {
            throw new IllegalArgumentException(
                    "the id of a user is %s, which stands for the administrators".formatted(user));
        }
    }

    /** Where a user, or the administrators, are told; empty when no channel is theirs alone. */
    Optional<Channel> channelOf(String user) {
        if (user.equals(Gathered.ADMINS)) {
            return Optional.of(new PrivateChannel(adminChannel));
        }
        try {
            Channel own = new PrivateChannel(channel.replace(USER, user));
            return Optional.of(own).filter(each -> !each.name().equals(adminChannel));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
