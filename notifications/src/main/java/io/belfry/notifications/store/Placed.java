package io.belfry.notifications.store;

import io.belfry.notifications.content.Item;

import org.jspecify.annotations.Nullable;

/**
 * An item where it stands. Immutable.
 *
 * @param groupKey null when nothing is gathered under it
 * @param position within the bell of its user: greater is newer
 */
public record Placed(String userId, @Nullable String groupKey, long position, Item item) {

    Placed withItem(Item other) {
        return new Placed(userId, groupKey, position, other);
    }
}
