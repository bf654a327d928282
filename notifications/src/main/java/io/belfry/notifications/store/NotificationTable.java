package io.belfry.notifications.store;

import io.belfry.notifications.content.Data;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.content.Marks;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The items of all bells. Whoever changes items of a user holds the lock of the bell of that user,
 * see {@link BellTable}. Holds nothing.
 */
public final class NotificationTable {
    private static final String COLUMNS =
            """
            id, user_id, position, type, group_key, importance, title, message, action_url, data,
                occurrences, created_at, seen_at, read_at, archived_at, expires_at
            """;

    private NotificationTable() {}

    /** Which items of a bell. */
    public enum Filter {
        /** All that are not archived. */
        ALL("is_archived = FALSE"),
        /** All that are neither read nor archived. */
        UNREAD("is_unread = TRUE"),
        /** All that are archived. */
        ARCHIVED("is_archived = TRUE");

        private final String condition;

        Filter(String condition) {
            this.condition = condition;
        }
    }

    /** What a user has done with one item. */
    public record Marked(UUID id, Marks marks) {}

    /** An item of some user, and what the user has done with it. */
    public record Kept(UUID id, String userId, Marks marks) {}

    /** Why the time of an item is over. */
    public enum Over {
        /** It was said so when it was sent. */
        EXPIRED("expires_at"),
        /** Nothing is kept for longer. */
        OLD("created_at");

        private final String column;

        Over(String column) {
            this.column = column;
        }
    }

    public static void insert(Handle handle, Collection<Placed> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO belfry_notification
                            (id, user_id, position, type, group_key, importance, title, message,
                                action_url, data, occurrences, created_at, seen_at, read_at,
                                archived_at, expires_at, is_archived, is_unread)
                        VALUES (:id, :userId, :position, :type, :groupKey, :importance, :title,
                            :message, :actionUrl, :data, :occurrences, :createdAt, NULL, NULL,
                            NULL, :expiresAt, FALSE, TRUE)
                        """);
        for (Placed each : rows) {
            bindContent(batch, each)
                    .bind("userId", each.userId())
                    .bind("type", each.item().type())
                    .bind("groupKey", each.groupKey())
                    .add();
        }
        batch.execute();
    }

    /** Writes anew what items say and where they stand; they are unread and unseen. */
    public static void renew(Handle handle, Collection<Placed> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_notification
                        SET position = :position, importance = :importance, title = :title,
                            message = :message, action_url = :actionUrl, data = :data,
                            occurrences = :occurrences, created_at = :createdAt,
                            expires_at = :expiresAt, seen_at = NULL
                        WHERE id = :id
                        """);
        rows.forEach(each -> bindContent(batch, each).add());
        batch.execute();
    }

    private static PreparedBatch bindContent(PreparedBatch batch, Placed row) {
        Item item = row.item();
        return batch.bind("id", item.id())
                .bind("position", row.position())
                .bind("importance", item.importance().word())
                .bind("title", item.title())
                .bind("message", item.message())
                .bind("actionUrl", item.actionUrl())
                .bind("data", item.data().json())
                .bind("occurrences", item.occurrences())
                .bind("createdAt", item.createdAt())
                .bind("expiresAt", item.expiresAt());
    }

    /** One item, if it is this user's. */
    public static Optional<Placed> find(Handle handle, String userId, UUID id) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM belfry_notification WHERE id = :id AND user_id = :userId")
                .bind("id", id)
                .bind("userId", userId)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** One item, whosever it is. */
    public static Optional<Item> find(Handle handle, UUID id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM belfry_notification WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> read(row).item())
                .findOne();
    }

    /** The items of a claim; those that are not there are left out. */
    static Map<UUID, Item> find(Handle handle, Claim claim) {
        return claim
                .bindTo(
                        handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM belfry_notification WHERE id IN"
                                        + " (SELECT notification_id FROM belfry_delivery WHERE "
                                        + Claim.CONDITION
                                        + ")"))
                .map((row, context) -> read(row).item())
                .list()
                .stream()
                .collect(Collectors.toMap(Item::id, Function.identity()));
    }

    /** Items, the newest first. */
    public static List<Placed> page(
            Handle handle, String userId, Filter filter, long before, int most) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM belfry_notification WHERE user_id = :userId AND "
                                + filter.condition
                                + " AND position < :before ORDER BY position DESC LIMIT :most")
                .bind("userId", userId)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list();
    }

    /** Unread items of some users about some things. */
    public static List<Placed> unreadAbout(
            Handle handle, Collection<String> userIds, Collection<String> groupKeys) {
        if (userIds.isEmpty() || groupKeys.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM belfry_notification WHERE user_id IN (<userIds>)"
                                + " AND group_key IN (<groupKeys>) AND is_unread = TRUE"
                                + " ORDER BY position")
                .bindList("userIds", List.copyOf(userIds))
                .bindList("groupKeys", List.copyOf(groupKeys))
                .map((row, context) -> read(row))
                .list();
    }

    /** Items that a mark would change, up to a position. */
    public static List<Marked> withoutMark(
            Handle handle, String userId, Mark mark, long upTo, int most) {
        String condition =
                switch (mark) {
                    case READ -> "is_unread = TRUE";
                    case SEEN -> "is_unread = TRUE AND seen_at IS NULL";
                    case ARCHIVED -> "is_archived = FALSE";
                    case UNREAD -> "is_archived = FALSE AND read_at IS NOT NULL";
                    case UNARCHIVED -> "is_archived = TRUE";
                };
        return marked(handle, userId, condition, upTo, most);
    }

    /** Any items up to a position. */
    public static List<Marked> upTo(Handle handle, String userId, long upTo, int most) {
        return marked(handle, userId, "TRUE", upTo, most);
    }

    private static List<Marked> marked(
            Handle handle, String userId, String condition, long upTo, int most) {
        return handle.createQuery(
                        "SELECT id, seen_at, read_at, archived_at FROM belfry_notification"
                                + " WHERE user_id = :userId AND "
                                + condition
                                + " AND position <= :upTo LIMIT :most")
                .bind("userId", userId)
                .bind("upTo", upTo)
                .bind("most", most)
                .map((row, context) -> new Marked(Columns.id(row, "id"), marks(row)))
                .list();
    }

    public static void mark(Handle handle, Collection<Marked> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_notification
                        SET seen_at = :seenAt, read_at = :readAt, archived_at = :archivedAt,
                            is_archived = :isArchived, is_unread = :isUnread
                        WHERE id = :id
                        """);
        for (Marked each : rows) {
            batch.bind("id", each.id())
                    .bind("seenAt", each.marks().seenAt())
                    .bind("readAt", each.marks().readAt())
                    .bind("archivedAt", each.marks().archivedAt())
                    .bind("isArchived", each.marks().archivedAt() != null)
                    .bind("isUnread", each.marks().isUnread())
                    .add();
        }
        batch.execute();
    }

    /** Items whose time was over before another. */
    public static List<Kept> over(Handle handle, Over over, Instant before, int most) {
        return handle.createQuery(
                        """
                        SELECT id, user_id, seen_at, read_at, archived_at FROM belfry_notification
                        WHERE <column> < :before ORDER BY <column> LIMIT :most
                        """)
                .define("column", over.column)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> kept(row))
                .list();
    }

    /** Those of some items whose time was over before another. */
    public static List<Kept> stillOver(
            Handle handle, Over over, Instant before, Collection<UUID> ids) {
        return handle.createQuery(
                        """
                        SELECT id, user_id, seen_at, read_at, archived_at FROM belfry_notification
                        WHERE id IN (<ids>) AND <column> < :before
                        """)
                .define("column", over.column)
                .bind("before", before)
                .bindList("ids", List.copyOf(ids))
                .map((row, context) -> kept(row))
                .list();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(Columns.id(row, "id"), row.getString("user_id"), marks(row));
    }

    public static void delete(Handle handle, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        handle.createUpdate("DELETE FROM belfry_notification WHERE id IN (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .execute();
    }

    private static Placed read(ResultSet row) throws SQLException {
        Marks marks = marks(row);
        Item item =
                new Item(
                        Columns.id(row, "id"),
                        row.getString("type"),
                        row.getString("title"),
                        row.getString("message"),
                        row.getString("action_url"),
                        new Data(row.getString("data")),
                        Importance.of(row.getString("importance")),
                        row.getInt("occurrences"),
                        Columns.time(row, "created_at"),
                        marks.seenAt(),
                        marks.readAt(),
                        marks.archivedAt(),
                        Columns.timeOrNull(row, "expires_at"));
        return new Placed(
                row.getString("user_id"),
                row.getString("group_key"),
                row.getLong("position"),
                item);
    }

    private static Marks marks(ResultSet row) throws SQLException {
        return new Marks(
                Columns.timeOrNull(row, "seen_at"),
                Columns.timeOrNull(row, "read_at"),
                Columns.timeOrNull(row, "archived_at"));
    }
}
