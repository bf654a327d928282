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

/** What a worker needs of the deliveries that it has claimed: the items, and the bells. */
final class ClaimedRows {
    private ClaimedRows() {}

    /**
     * @param ids those of the claim that are this worker's
     */
    static List<Claimed> read(Handle handle, Claim claim, Set<UUID> ids) {
        List<Claimed> rows =
                claim.bindTo(
                                handle.createQuery(
                                        """
                                        SELECT id, notification_id, user_id, type, importance,
                                            content, attempts, claimed_until, created_at,
                                            expires_at
                                        FROM belfry_delivery WHERE
                                        """
                                                + Claim.CONDITION))
                        .map((row, context) -> read(row))
                        .list();
        // The bell before the items: a count that is older than what comes with it is made good by
        // the next one; one that is newer would be believed.
        Map<String, Counts> bells = BellTable.find(handle, claim);
        Map<UUID, Item> items = NotificationTable.find(handle, claim);
        return rows.stream()
                .filter(row -> ids.contains(row.id()))
                .map(row ->
                        row.with(
                                items.get(row.notificationId()),
                                bells.getOrDefault(row.userId(), Counts.NONE)))
                .toList();
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
