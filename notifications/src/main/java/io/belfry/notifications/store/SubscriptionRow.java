package io.belfry.notifications.store;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A browser that push messages go to. Immutable.
 *
 * @param endpoint whoever knows it can reach the browser; never shown
 * @param p256dh in base64 for URLs
 * @param auth in base64 for URLs; never shown
 * @param lastDelivery what it was last sent; null for nothing yet
 */
public record SubscriptionRow(
        String key, String endpoint, String p256dh, String auth, @Nullable UUID lastDelivery) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SubscriptionRow[key=" + key + "]";
    }
}
