package io.belfry.live.chat;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages as they are kept. Holds nothing. */
final class MessageTable {
    private static final String SELECT =
            """
            SELECT m.id, m.conversation_id, m.number, m.sender_id, m.send_key, m.body,
                m.created_at, m.edited_at, m.deleted_at
            FROM belfry_message m
            """;

    private MessageTable() {}

    private static Message read(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getLong("number"),
                row.getString("sender_id"),
                row.getString("body"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("edited_at")),
                row.getTimestamp("deleted_at") != null,
                row.getString("send_key"),
                false);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    static int insert(Handle handle, Message message) {
        return handle.createUpdate(
                        """
                        INSERT INTO belfry_message
                            (id, conversation_id, number, sender_id, send_key, body, created_at)
                        VALUES (:id, :conversation, :number, :sender, :key, :body, :now)
                        """)
                .bind("id", message.id())
                .bind("conversation", message.conversationId())
                .bind("number", message.number())
                .bind("sender", message.senderId())
                .bind("key", message.key())
                .bind("body", message.body())
                .bind("now", message.createdAt())
                .execute();
    }

    /** The message that a sender has sent with this key. */
    static Optional<Message> byKey(Handle handle, UUID conversation, String sender, String key) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE m.conversation_id = :conversation AND m.sender_id = :sender
                                    AND m.send_key = :key
                                """)
                .bind("conversation", conversation)
                .bind("sender", sender)
                .bind("key", key)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** One of the sender's own, in a conversation that they are in; locked up to the commit. */
    static Optional<Message> own(Handle handle, UUID conversation, String sender, UUID id) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE m.id = :id AND m.conversation_id = :conversation
                                    AND m.sender_id = :sender
                                FOR UPDATE
                                """)
                .bind("id", id)
                .bind("conversation", conversation)
                .bind("sender", sender)
                .map((row, context) -> read(row))
                .findOne();
    }

    static int edit(Handle handle, UUID id, String body, Instant now) {
        return handle.createUpdate(
                        "UPDATE belfry_message SET body = :body, edited_at = :now WHERE id = :id")
                .bind("body", body)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static int delete(Handle handle, UUID id, Instant now) {
        return handle.createUpdate(
                        "UPDATE belfry_message SET body = '', deleted_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** The newest first. */
    static List<Message> before(Handle handle, UUID conversation, long before, int most) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE m.conversation_id = :conversation AND m.number < :before
                                ORDER BY m.number DESC LIMIT :most
                                """)
                .bind("conversation", conversation)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list();
    }

    /** The last of each conversation, of those that have any. */
    static List<Message> last(Handle handle, List<UUID> conversations) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        Query query =
                handle.createQuery(
                        SELECT
                                + """
                                JOIN belfry_conversation c
                                    ON c.id = m.conversation_id AND c.messages = m.number
                                WHERE c.id IN (<conversations>)
                                """);
        return query.bindList("conversations", conversations)
                .map((row, context) -> read(row))
                .list();
    }
}
