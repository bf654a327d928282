package io.belfry.notifications.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What waits to be gathered into one item. Whoever changes what waits for a user holds the lock of
 * the bell of that user. Holds nothing.
 */
public final class DigestTable {
    private DigestTable() {}

    /**
     * A notification that waits.
     *
     * @param dueAt the same for all that will be gathered with it
     */
    public record Waiting(
            UUID id, String userId, String type, String title, Instant createdAt, Instant dueAt) {}

    public static void insert(Handle handle, Collection<Waiting> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO belfry_digest (id, user_id, type, title, created_at, due_at)
                        VALUES (:id, :userId, :type, :title, :createdAt, :dueAt)
                        """);
        for (Waiting each : rows) {
            batch.bind("id", each.id())
                    .bind("userId", each.userId())
                    .bind("type", each.type())
                    .bind("title", each.title())
                    .bind("createdAt", each.createdAt())
                    .bind("dueAt", each.dueAt())
                    .add();
        }
        batch.execute();
    }

    /** When what waits for some users is due. */
    public static Map<String, Instant> due(Handle handle, Collection<String> userIds) {
        Map<String, Instant> due = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT user_id, MIN(due_at) AS due_at FROM belfry_digest
                        WHERE user_id IN (<userIds>) GROUP BY user_id
                        """)
                .bindList("userIds", List.copyOf(userIds))
                .map((row, context) ->
                        due.put(row.getString("user_id"), Columns.time(row, "due_at")))
                .list();
        return due;
    }

    /** Some users for whom something is due. */
    public static List<String> usersDue(Handle handle, Instant now, int most) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT user_id FROM belfry_digest WHERE due_at <= :now LIMIT :most
                        """)
                .bind("now", now)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** How much is due for a user. */
    public static int count(Handle handle, String userId, Instant now) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*) FROM belfry_digest
                        WHERE user_id = :userId AND due_at <= :now
                        """)
                .bind("userId", userId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /** The newest of what is due for a user. */
    public static List<Waiting> newest(Handle handle, String userId, Instant now, int most) {
        return handle.createQuery(
                        """
                        SELECT id, user_id, type, title, created_at, due_at FROM belfry_digest
                        WHERE user_id = :userId AND due_at <= :now
                        ORDER BY created_at DESC, id DESC LIMIT :most
                        """)
                .bind("userId", userId)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) ->
                        new Waiting(
                                Columns.id(row, "id"),
                                row.getString("user_id"),
                                row.getString("type"),
                                row.getString("title"),
                                Columns.time(row, "created_at"),
                                Columns.time(row, "due_at")))
                .list();
    }

    /** Deletes what is due for a user. */
    public static void delete(Handle handle, String userId, Instant now) {
        handle.createUpdate("DELETE FROM belfry_digest WHERE user_id = :userId AND due_at <= :now")
                .bind("userId", userId)
                .bind("now", now)
                .execute();
    }
}
