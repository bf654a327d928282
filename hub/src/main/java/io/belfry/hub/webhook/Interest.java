package io.belfry.hub.webhook;

import io.belfry.hub.settings.WebhookSettings;
import io.belfry.protocol.ChannelName;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Pattern;

/** What one endpoint wants to hear of. Immutable. */
record Interest(WebhookSettings settings) {

    /**
     * Whether events of the type are sent. An endpoint that names none wants all the usual ones.
     */
    boolean wants(EventType type) {
        Set<String> types = settings.eventTypes();
        return types.isEmpty()
                ? type != EventType.SUBSCRIPTION_COUNT
                : types.contains(type.wireName());
    }

    /** Whether events of the type matter to what is sent. */
    boolean concerns(EventType type) {
        return wants(type) || wants(type.counterpart());
    }

    /** Whether the endpoint wants to hear of this channel at all. */
    boolean admits(ChannelName channel) {
        String name = channel.value();
        return (settings.channelPrefix() == null || name.startsWith(settings.channelPrefix()))
                && (settings.channelSuffix() == null || name.endsWith(settings.channelSuffix()))
                && fits(settings.channelPattern(), name);
    }

    private static boolean fits(@Nullable Pattern pattern, String name) {
        return pattern == null || BoundedMatch.fits(pattern, name);
    }
}
