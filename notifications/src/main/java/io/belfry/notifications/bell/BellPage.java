package io.belfry.notifications.bell;

import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Item;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A piece of what stands in a bell. Immutable.
 *
 * @param items the newest first
 * @param next what to ask for the next page with; null when there is none
 * @param bell what the bell shows
 */
public record BellPage(List<Item> items, @Nullable String next, Counts bell) {
    public BellPage {
        items = List.copyOf(items);
    }
}
