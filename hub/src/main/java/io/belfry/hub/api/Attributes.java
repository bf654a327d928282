package io.belfry.hub.api;

import io.belfry.hub.publish.ChannelState;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which attributes of channels a caller wants to know, from the parameter {@code info} (Pusher
 * Channels documentation, "HTTP API, channels").
 */
record Attributes(Set<String> wanted) {
    static final String USER_COUNT = "user_count";
    static final String SUBSCRIPTION_COUNT = "subscription_count";
    static final String CACHE = "cache";

    private static final Attributes NONE = new Attributes(Set.of());

    static Attributes of(@Nullable String info) {
        if (info == null) {
            return NONE;
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : info.split(",", -1)) {
            wanted.add(name.strip());
        }
        return new Attributes(wanted);
    }

    /** Why a strict hub refuses to tell them of this channel; null when it does not. */
    @Nullable String objection(ChannelName channel) {
        if (wanted.contains(USER_COUNT) && !channel.kind().presence()) {
            return "info: user_count applies to presence channels only, and "
                    + channel
                    + " is none";
        }
        if (wanted.contains(SUBSCRIPTION_COUNT) && channel.kind().presence()) {
            return "info: subscription_count does not apply to presence channels such as "
                    + channel;
        }
        return null;
    }

    /** Adds those that apply to the channel. */
    JsonObject describe(JsonObject json, ChannelName channel, ChannelState state) {
        if (wanted.contains(USER_COUNT) && channel.kind().presence()) {
            json.raw(USER_COUNT, state.users());
        }
        if (wanted.contains(SUBSCRIPTION_COUNT) && !channel.kind().presence()) {
            json.raw(SUBSCRIPTION_COUNT, state.subscriptions());
        }
        return json;
    }
}
