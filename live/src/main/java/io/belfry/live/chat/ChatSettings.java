package io.belfry.live.chat;

import io.belfry.broadcasting.event.Channel;
import io.belfry.live.shared.ChannelFamily;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How conversations are told of. Immutable.
 *
 * @param channel the private channel of a conversation, where {@value #ID} stands for its id
 * @param events the name on the wire of each type of events
 * @param typingEvery how often it is told that the same participant types; 100 ms to 1 minute
 * @param typingExpires when it is over if nothing more is heard; whole seconds, longer than {@code
 *     typingEvery}, at most 1 minute
 */
public record ChatSettings(
        String channel,
        Map<ChatEventType, String> events,
        Duration typingEvery,
        Duration typingExpires) {

    /** Stands for the id of a conversation. */
    public static final String ID = "{id}";

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * @throws IllegalArgumentException naming what is wrong, and the limit
     */
    public ChatSettings {
        new ChannelFamily(channel, ID);
        Map<ChatEventType, String> names = new EnumMap<>(ChatEventType.class);
        for (ChatEventType type : ChatEventType.values()) {
            String name = events.get(type);
            if (name == null || name.isEmpty()) {
                throw new IllegalArgumentException("events has no name for " + type.word());
            }
            names.put(type, name);
        }
        events = Map.copyOf(names);
        require("typingEvery", typingEvery, SHORTEST);
        require("typingExpires", typingExpires, typingEvery.plusSeconds(1).withNanos(0));
    }

    private static void require(String name, Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s, must be %s to %s".formatted(name, time, shortest, LONGEST));
        }
    }

    /**
     * The channel {@code conversation.{id}}, events called {@code message-sent} and so on and
     * {@code typing}, which is told every 2 seconds and over after 6.
     */
    public static ChatSettings defaults() {
        Map<ChatEventType, String> names = new EnumMap<>(ChatEventType.class);
        for (ChatEventType type : ChatEventType.values()) {
            names.put(type, type.usualName());
        }
        return new ChatSettings(
                "conversation." + ID, names, Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    /** Other names of channels. */
    public ChatSettings withChannel(String other) {
        return new ChatSettings(other, events, typingEvery, typingExpires);
    }

    /** Another name for one type of events. */
    public ChatSettings withEvent(ChatEventType type, String name) {
        Map<ChatEventType, String> names = new EnumMap<>(events);
        names.put(type, name);
        return new ChatSettings(channel, names, typingEvery, typingExpires);
    }

    /** Whether a channel is that of a conversation. */
    public boolean isOfConversation(Channel channel) {
        return channels().valueIn(channel.wireName().value()) != null;
    }

    ChannelFamily channels() {
        return new ChannelFamily(channel, ID);
    }

    String event(ChatEventType type) {
        return events.getOrDefault(type, type.usualName());
    }
}
