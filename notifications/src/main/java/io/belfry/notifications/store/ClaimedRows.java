package io.belfry.notifications.store;

import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Item;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a worker needs of the deliveries that it has claimed: the items, and the bells. */
final class ClaimedRows {
    private ClaimedRows() {}

    static List<Claimed> read(Handle handle, List<UUID> ids) {
        List<Claimed> rows =
                handle.createQuery(
                                """
                                SELECT id, notification_id, user_id, type, importance, content,
                                    attempts, claimed_until, created_at, expires_at
                                FROM belfry_delivery WHERE id IN (<ids>)
                                """)
                        .bindList("ids", ids)
                        .map((row, context) -> read(row))
                        .list();
        // The bell before the items: a count that is older than what comes with it is made good by
        // the next one; one that is newer would be believed.
        Map<String, Counts> bells = BellTable.find(handle, distinct(rows, row -> row.userId()));
        Map<UUID, Item> items =
                NotificationTable.find(handle, distinct(rows, row -> row.notificationId()));
        return rows.stream()
                .map(row ->
                        row.with(
                                items.get(row.notificationId()),
                                bells.getOrDefault(row.userId(), Counts.NONE)))
                .toList();
    }

    private static <T> Set<T> distinct(List<Claimed> rows, Function<Claimed, T> part) {
        return rows.stream().map(part).collect(Collectors.toSet());
    }

    private static Claimed read(ResultSet row) throws SQLException {
        return new Claimed(
                Columns.id(row, "id"),
                Columns.id(row, "notification_id"),
                row.getString("user_id"),
                row.getString("type"),
                Importance.of(row.getString("importance")),
                row.getString("content"),
                row.getInt("attempts"),
                Columns.time(row, "claimed_until"),
                Columns.time(row, "created_at"),
                Columns.timeOrNull(row, "expires_at"),
                null,
                Counts.NONE);
    }
}
