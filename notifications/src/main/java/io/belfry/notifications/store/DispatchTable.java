package io.belfry.notifications.store;

import io.belfry.notifications.store.DispatchRow.Kind;
import io.belfry.notifications.store.DispatchRow.State;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is written out page by page. Holds nothing. */
public final class DispatchTable {
    private static final String COLUMNS =
            """
            id, type, kind, name, group_id, members, sending, state, reached, written, attempts,
                failure, created_at
            """;

    private DispatchTable() {}

    public static void insert(Handle handle, Collection<DispatchRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO belfry_dispatch
                            (id, type, kind, name, group_id, members, sending, state, written,
                                due_at, attempts, created_at)
                        VALUES (:id, :type, :kind, :name, :groupId, :members, :sending, :state, 0,
                            :createdAt, 0, :createdAt)
                        """);
        for (DispatchRow each : rows) {
            batch.bind("id", each.id())
                    .bind("type", each.type())
                    .bind("kind", each.kind().name())
                    .bind("name", each.name())
                    .bind("groupId", each.groupId())
                    .bind("members", each.members())
                    .bind("sending", each.sending())
                    .bind("state", each.state().name())
                    .bind("createdAt", each.createdAt())
                    .add();
        }
        batch.execute();
    }

    /**
     * Locks the one that has waited longest for its next page.
     *
     * @param audiences whether it may be for an audience
     */
    public static Optional<DispatchRow> lockDue(Handle handle, boolean audiences, Instant now) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM belfry_dispatch WHERE due_at <= :now"
                                + (audiences ? "" : " AND kind = 'USERS'")
                                + " ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                .bind("now", now)
                .map((row, context) -> read(row))
                .findOne();
    }

    /**
     * Writes how far one has come, if it is still where it was.
     *
     * @param dueAt when it is its turn again; null when it is finished
     */
    public static void save(
            Handle handle,
            DispatchRow row,
            int attemptsBefore,
            @Nullable Instant dueAt,
            Instant now) {
        handle.createUpdate(
                        """
                        UPDATE belfry_dispatch
                        SET state = :state, reached = :reached, written = :written,
                            attempts = :attempts, failure = :failure, due_at = :dueAt,
                            finished_at = :finishedAt
                        WHERE id = :id AND attempts = :attemptsBefore AND due_at IS NOT NULL
                        """)
                .bind("id", row.id())
                .bind("state", row.state().name())
                .bind("reached", row.reached())
                .bind("written", row.written())
                .bind("attempts", row.attempts())
                .bind("failure", row.failure() == null ? null : Columns.reason(row.failure()))
                .bind("dueAt", dueAt)
                .bind("finishedAt", dueAt == null ? now : null)
                .bind("attemptsBefore", attemptsBefore)
                .execute();
    }

    /** The newest first. */
    public static List<DispatchRow> newest(Handle handle, int most) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM belfry_dispatch ORDER BY created_at DESC LIMIT :most")
                .bind("most", most)
                .map((row, context) -> read(row))
                .list();
    }

    /** Deletes what was finished before a time, and answers how many that were. */
    public static int deleteFinished(Handle handle, Instant before, int most) {
        return handle.createUpdate(
                        """
                        DELETE FROM belfry_dispatch WHERE id IN (
                            SELECT id FROM belfry_dispatch WHERE finished_at < :before
                            ORDER BY finished_at LIMIT :most)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    private static DispatchRow read(ResultSet row) throws SQLException {
        return new DispatchRow(
                Columns.id(row, "id"),
                row.getString("type"),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("group_id"),
                row.getString("members"),
                row.getString("sending"),
                State.valueOf(row.getString("state")),
                row.getString("reached"),
                row.getLong("written"),
                row.getInt("attempts"),
                row.getString("failure"),
                Columns.time(row, "created_at"));
    }
}
