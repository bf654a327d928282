package io.belfry.live.chat;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A piece of a conversation. Immutable.
 *
 * @param items the newest first
 * @param next the number before which older ones are to be asked for; null when there are none
 */
public record MessagePage(List<Message> items, @Nullable Long next) {
    public MessagePage {
        items = List.copyOf(items);
    }
}
