package io.belfry.notifications.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.database.Dialect;

import org.jdbi.v3.core.Handle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The browsers of users that push messages go to. Holds nothing. */
public final class SubscriptionTable {
    private SubscriptionTable() {}

    /** What the row of an endpoint is found by: endpoints are too long for an index. */
    public static String key(String endpoint) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java knows no SHA-256", e);
        }
    }

    /** Whose it is. */
    public static Optional<String> owner(Handle handle, String key) {
        return handle.createQuery(
                        """
                        SELECT user_id FROM belfry_push_subscription WHERE endpoint_key = :key
                        """)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    /** Writes a browser, in place of what was there of the same endpoint. */
    public static void save(Handle handle, String userId, SubscriptionRow row, Instant now) {
        Dialect.insertIfAbsent(
                handle,
                "belfry_push_subscription",
                List.of("endpoint_key"),
                List.of(
                        Map.of(
                                "endpoint_key", row.key(),
                                "user_id", userId,
                                "endpoint", row.endpoint(),
                                "p256dh", row.p256dh(),
                                "auth", row.auth(),
                                "created_at", now)));
        handle.createUpdate(
                        """
                        UPDATE belfry_push_subscription
                        SET user_id = :userId, p256dh = :p256dh, auth = :auth, created_at = :now
                        WHERE endpoint_key = :key
                        """)
                .bind("userId", userId)
                .bind("p256dh", row.p256dh())
                .bind("auth", row.auth())
                .bind("now", now)
                .bind("key", row.key())
                .execute();
    }

    /** Deletes the oldest of a user, so that so many are left; one of them is kept in any case. */
    public static void keepNewest(Handle handle, String userId, String kept, int most) {
        List<String> tooMany =
                handle.createQuery(
                                """
                                SELECT endpoint_key FROM belfry_push_subscription
                                WHERE user_id = :userId AND endpoint_key <> :kept
                                ORDER BY created_at DESC, endpoint_key OFFSET :others ROWS
                                """)
                        .bind("userId", userId)
                        .bind("kept", kept)
                        .bind("others", most - 1)
                        .mapTo(String.class)
                        .list();
        if (!tooMany.isEmpty()) {
            handle.createUpdate(
                            """
                            DELETE FROM belfry_push_subscription
                            WHERE user_id = :userId AND endpoint_key IN (<keys>)
                            """)
                    .bind("userId", userId)
                    .bindList("keys", tooMany)
                    .execute();
        }
    }

    /** All of a user, the newest first. */
    public static List<SubscriptionRow> of(Handle handle, String userId) {
        return handle.createQuery(
                        """
                        SELECT endpoint_key, endpoint, p256dh, auth, last_delivery
                        FROM belfry_push_subscription WHERE user_id = :userId
                        ORDER BY created_at DESC, endpoint_key
                        """)
                .bind("userId", userId)
                .map((row, context) ->
                        new SubscriptionRow(
                                row.getString("endpoint_key"),
                                row.getString("endpoint"),
                                row.getString("p256dh"),
                                row.getString("auth"),
                                row.getObject("last_delivery", UUID.class)))
                .list();
    }

    /** A browser has been sent a delivery. */
    public static int taken(Handle handle, String key, UUID deliveryId) {
        return handle.createUpdate(
                        """
                        UPDATE belfry_push_subscription SET last_delivery = :deliveryId
                        WHERE endpoint_key = :key
                        """)
                .bind("deliveryId", deliveryId)
                .bind("key", key)
                .execute();
    }

    /** Nothing will ever arrive there. */
    public static int delete(Handle handle, String key) {
        return handle.createUpdate("DELETE FROM belfry_push_subscription WHERE endpoint_key = :key")
                .bind("key", key)
                .execute();
    }

    /** Deletes one, if it is that user's. */
    public static boolean delete(Handle handle, String userId, String key) {
        return handle.createUpdate(
                                """
                                DELETE FROM belfry_push_subscription
                                WHERE endpoint_key = :key AND user_id = :userId
                                """)
                        .bind("key", key)
                        .bind("userId", userId)
                        .execute()
                > 0;
    }
}
