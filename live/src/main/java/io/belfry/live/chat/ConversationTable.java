package io.belfry.live.chat;

import io.belfry.fields.Cursor;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations as they are kept. Holds nothing. */
final class ConversationTable {
    private static final String SEEN_BY =
            """
            SELECT c.id, c.title, c.messages, c.updated_at,
                (SELECT COUNT(*) FROM belfry_message m
                    WHERE m.conversation_id = c.id AND m.number > p.read_up_to
                        AND m.sender_id <> p.user_id AND m.deleted_at IS NULL) AS unread
            FROM belfry_conversation c
            JOIN belfry_participant p ON p.conversation_id = c.id AND p.user_id = :user
            """;

    private ConversationTable() {}

    /**
     * A conversation as one participant sees it.
     *
     * @param messages how many have been sent, and so the number of the last one
     */
    record Row(UUID id, @Nullable String title, long messages, Instant updatedAt, long unread) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("title"),
                    row.getLong("messages"),
                    row.getTimestamp("updated_at").toInstant(),
                    row.getLong("unread"));
        }

        Cursor cursor() {
            return Cursor.of(
                    updatedAt.toEpochMilli(),
                    id.getMostSignificantBits(),
                    id.getLeastSignificantBits());
        }
    }

    static int insert(Handle handle, UUID id, @Nullable String title, Instant now) {
        return handle.createUpdate(
                        """
                        INSERT INTO belfry_conversation (id, title, messages, created_at, updated_at)
                        VALUES (:id, :title, 0, :now, :now)
                        """)
                .bind("id", id)
                .bind("title", title)
                .bind("now", now)
                .execute();
    }

    /** Empty when the user is no participant of it, or there is none. */
    static Optional<Row> find(Handle handle, String user, UUID id) {
        return handle.createQuery(SEEN_BY + "WHERE c.id = :id")
                .bind("user", user)
                .bind("id", id)
                .map((row, context) -> Row.read(row))
                .findOne();
    }

    /** Those of a user, what was last said first. */
    static List<Row> list(Handle handle, String user, @Nullable Cursor after, int most) {
        String sql =
                SEEN_BY
                        + (after == null ? "" : "WHERE (c.updated_at, c.id) < (:at, :id) ")
                        + "ORDER BY c.updated_at DESC, c.id DESC LIMIT :most";
        var query = handle.createQuery(sql).bind("user", user).bind("most", most);
        if (after != null) {
            List<Long> place = after.numbers();
            query.bind("at", Instant.ofEpochMilli(place.get(0)))
                    .bind("id", new UUID(place.get(1), place.get(2)));
        }
        return query.map((row, context) -> Row.read(row)).list();
    }

    /**
     * Locks a conversation up to the commit, and tells how many messages it has; empty when there
     * is none.
     */
    static Optional<Long> lock(Handle handle, UUID id) {
        return handle.createQuery(
                        "SELECT messages FROM belfry_conversation WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
    }

    static int update(Handle handle, UUID id, long messages, Instant now) {
        return handle.createUpdate(
                        """
                        UPDATE belfry_conversation SET messages = :messages, updated_at = :now
                        WHERE id = :id
                        """)
                .bind("messages", messages)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }
}
