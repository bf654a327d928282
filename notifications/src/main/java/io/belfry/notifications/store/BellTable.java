package io.belfry.notifications.store;

import io.belfry.database.Dialect;
import io.belfry.notifications.content.Counts;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What the bells show. The lock of a row is the right to change the bell and its items, up to the
 * commit; whoever needs several takes them in ascending order. Holds nothing.
 */
public final class BellTable {
    private static final String TABLE = "belfry_bell";

    private BellTable() {}

    /** Locks the bells of these users, and makes those that are not there. */
    public static Map<String, Counts> lock(Handle handle, SortedSet<String> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        // While rows are inserted no other one is locked yet: so two transactions never wait for
        // each other, one for a lock and one for an insert.
        Set<String> there = existing(handle, userIds);
        List<Map<String, Object>> absent =
                userIds.stream().filter(id -> !there.contains(id)).map(BellTable::row).toList();
        Dialect.insertIfAbsent(handle, TABLE, List.of("user_id"), absent);
        return lockExisting(handle, userIds);
    }

    private static Map<String, Object> row(String userId) {
        return Map.of("user_id", userId, "unread", 0, "unseen", 0, "version", 0L);
    }

    private static Set<String> existing(Handle handle, SortedSet<String> userIds) {
        return handle.createQuery("SELECT user_id FROM belfry_bell WHERE user_id IN (<userIds>)")
                .bindList("userIds", List.copyOf(userIds))
                .mapTo(String.class)
                .set();
    }

    private static Map<String, Counts> lockExisting(Handle handle, SortedSet<String> userIds) {
        return byUser(
                handle.createQuery(
                                """
                                SELECT user_id, unread, unseen, version FROM belfry_bell
                                WHERE user_id IN (<userIds>) ORDER BY user_id FOR UPDATE
                                """)
                        .bindList("userIds", List.copyOf(userIds)));
    }

    /** Locks the bell of one user; empty when there is none. */
    public static Optional<Counts> lock(Handle handle, String userId) {
        return handle.createQuery(
                        """
                        SELECT unread, unseen, version FROM belfry_bell WHERE user_id = :userId
                        FOR UPDATE
                        """)
                .bind("userId", userId)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** What the bell of a user shows. */
    public static Counts find(Handle handle, String userId) {
        return handle.createQuery(
                        "SELECT unread, unseen, version FROM belfry_bell WHERE user_id = :userId")
                .bind("userId", userId)
                .map((row, context) -> read(row))
                .findOne()
                .orElse(Counts.NONE);
    }

    /** What the bells of those show for whom something is claimed. */
    static Map<String, Counts> find(Handle handle, Claim claim) {
        return byUser(
                claim.bindTo(
                        handle.createQuery(
                                """
                                SELECT user_id, unread, unseen, version FROM belfry_bell
                                WHERE user_id IN (SELECT user_id FROM belfry_delivery WHERE
                                """
                                        + Claim.CONDITION
                                        + ")")));
    }

    private static Map<String, Counts> byUser(Query query) {
        Map<String, Counts> counts = new HashMap<>();
        query.map((row, context) -> counts.put(row.getString("user_id"), read(row))).list();
        return counts;
    }

    /** Writes bells that are locked. */
    public static void save(Handle handle, Map<String, Counts> bells) {
        if (bells.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_bell
                        SET unread = :unread, unseen = :unseen, version = :version
                        WHERE user_id = :userId
                        """);
        bells.forEach((userId, counts) ->
                batch.bind("userId", userId)
                        .bind("unread", counts.unread())
                        .bind("unseen", counts.unseen())
                        .bind("version", counts.version())
                        .add());
        batch.execute();
    }

    private static Counts read(ResultSet row) throws SQLException {
        return new Counts(row.getInt("unread"), row.getInt("unseen"), row.getLong("version"));
    }
}
