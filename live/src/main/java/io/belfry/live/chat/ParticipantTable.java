package io.belfry.live.chat;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Who is in which conversation, and how far. Holds nothing. */
final class ParticipantTable {
    private ParticipantTable() {}

    record Row(UUID conversation, String user, long deliveredUpTo, long readUpTo) {}

    /** Adds users for whom all that was said before is no news. */
    static int[] insert(Handle handle, UUID conversation, Collection<String> users, long upTo) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO belfry_participant
                            (conversation_id, user_id, delivered_up_to, read_up_to)
                        VALUES (:conversation, :user, :upTo, :upTo)
                        """);
        users.forEach(user ->
                batch.bind("conversation", conversation)
                        .bind("user", user)
                        .bind("upTo", upTo)
                        .add());
        return batch.execute();
    }

    static boolean delete(Handle handle, UUID conversation, String user) {
        return handle.createUpdate(
                                """
                                DELETE FROM belfry_participant
                                WHERE conversation_id = :conversation AND user_id = :user
                                """)
                        .bind("conversation", conversation)
                        .bind("user", user)
                        .execute()
                == 1;
    }

    static boolean has(Handle handle, UUID conversation, String user) {
        return handle.createQuery(
                        """
                        SELECT user_id FROM belfry_participant
                        WHERE conversation_id = :conversation AND user_id = :user
                        """)
                .bind("conversation", conversation)
                .bind("user", user)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static List<Row> of(Handle handle, List<UUID> conversations) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        """
                        SELECT conversation_id, user_id, delivered_up_to, read_up_to
                        FROM belfry_participant WHERE conversation_id IN (<conversations>)
                        ORDER BY conversation_id, user_id
                        """)
                .bindList("conversations", conversations)
                .map((row, context) ->
                        new Row(
                                row.getObject("conversation_id", UUID.class),
                                row.getString("user_id"),
                                row.getLong("delivered_up_to"),
                                row.getLong("read_up_to")))
                .list();
    }

    /** Whether that is news: numbers only grow, whoever is late. */
    static boolean delivered(Handle handle, UUID conversation, String user, long upTo) {
        return raised(
                handle, "delivered_up_to = :upTo", "delivered_up_to", conversation, user, upTo);
    }

    /** Whether that is news. What is read has been delivered. */
    static boolean read(Handle handle, UUID conversation, String user, long upTo) {
        return raised(
                handle,
                "read_up_to = :upTo, delivered_up_to = GREATEST(delivered_up_to, :upTo)",
                "read_up_to",
                conversation,
                user,
                upTo);
    }

    private static boolean raised(
            Handle handle, String set, String column, UUID conversation, String user, long upTo) {
        return handle.createUpdate(
                                """
                                UPDATE belfry_participant SET %s
                                WHERE conversation_id = :conversation AND user_id = :user
                                    AND %s < :upTo
                                """
                                        .formatted(set, column))
                        .bind("upTo", upTo)
                        .bind("conversation", conversation)
                        .bind("user", user)
                        .execute()
                == 1;
    }
}
