package io.belfry.notifications.bell;

import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Item;

/**
 * An item after its user did something with it. Immutable.
 *
 * @param bell what the bell shows then
 */
public record ChangedItem(Item item, Counts bell) {}
