package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the channels of one event into as few publications as they fit into. Confined to the
 * thread that broadcasts; not thread-safe.
 */
final class Outgoing {
    private final String name;
    private final @Nullable SocketId except;
    private final @Nullable String key;
    private final Map<String, Set<ChannelName>> byData = new LinkedHashMap<>();

    Outgoing(String name, @Nullable SocketId except, @Nullable String key) {
        this.name = name;
        this.except = except;
        this.key = key;
    }

    /** Those with the same data share a publication. */
    void add(ChannelName channel, String data) {
        byData.computeIfAbsent(data, any -> new LinkedHashSet<>()).add(channel);
    }

    /** Sealed data is like no other. */
    void addAlone(ChannelName channel, String sealed) {
        byData.put(sealed, Set.of(channel));
    }

    List<Publication> publications() {
        List<Publication> publications = new ArrayList<>();
        byData.forEach((data, channels) -> cut(data, List.copyOf(channels), publications));
        return publications;
    }

    private void cut(String data, List<ChannelName> channels, List<Publication> into) {
        for (int from = 0; from < channels.size(); from += Publication.MAX_CHANNELS) {
            int to = Math.min(channels.size(), from + Publication.MAX_CHANNELS);
            into.add(publication(data, channels.subList(from, to), into.size()));
        }
    }

    private Publication publication(String data, List<ChannelName> channels, int index) {
        return key == null
                ? Publication.of(name, data, channels, except)
                : new Publication(
                        name, data, channels, except, index == 0 ? key : key + "." + index);
    }
}
