package io.belfry.live.presence;

import io.belfry.database.Dialect;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of users, as it is kept. Holds nothing. */
final class PresenceTable {
    private static final String SELECT =
            """
            SELECT user_id, connected, until, due_at, shown, status, text, last_seen
            FROM belfry_presence
            """;

    private PresenceTable() {}

    private static Known read(ResultSet row) throws SQLException {
        return new Known(
                row.getString("user_id"),
                row.getBoolean("connected"),
                instant(row.getTimestamp("until")),
                instant(row.getTimestamp("due_at")),
                row.getBoolean("shown"),
                Status.of(row.getString("status")),
                row.getString("text"),
                instant(row.getTimestamp("last_seen")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** What is known of a user, who is nobody else's up to the commit. */
    static Known lock(Handle handle, String user) {
        return locked(handle, user).orElseGet(() -> made(handle, user));
    }

    private static Known made(Handle handle, String user) {
        Known nobody = Known.nobody(user);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("user_id", user);
        row.put("connected", nobody.connected());
        row.put("shown", nobody.shown());
        row.put("status", nobody.status().word());
        Dialect.insertIfAbsent(handle, "belfry_presence", List.of("user_id"), List.of(row));
        return locked(handle, user).orElse(nobody);
    }

    static Optional<Known> locked(Handle handle, String user) {
        return handle.createQuery(SELECT + "WHERE user_id = :user FOR UPDATE")
                .bind("user", user)
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Known> find(Handle handle, Collection<String> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(SELECT + "WHERE user_id IN (<users>)")
                .bindList("users", List.copyOf(users))
                .map((row, context) -> read(row))
                .list();
    }

    /** Those at whom somebody has to look, the longest overdue first. */
    static List<String> due(Handle handle, Instant now, int most) {
        return handle.createQuery(
                        """
                        SELECT user_id FROM belfry_presence WHERE due_at <= :now
                        ORDER BY due_at LIMIT :most
                        """)
                .bind("now", now)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** Those who have a socket, as far as is known, in the order of their ids. */
    static List<String> connected(Handle handle, String after, int most) {
        return handle.createQuery(
                        """
                        SELECT user_id FROM belfry_presence WHERE connected AND user_id > :after
                        ORDER BY user_id LIMIT :most
                        """)
                .bind("after", after)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    static int update(Handle handle, Known known) {
        return handle.createUpdate(
                        """
                        UPDATE belfry_presence SET connected = :connected, until = :until,
                            due_at = :due, shown = :shown, status = :status, text = :text,
                            last_seen = :seen
                        WHERE user_id = :user
                        """)
                .bind("connected", known.connected())
                .bind("until", known.until())
                .bind("due", known.dueAt())
                .bind("shown", known.shown())
                .bind("status", known.status().word())
                .bind("text", known.text())
                .bind("seen", known.lastSeen())
                .bind("user", known.user())
                .execute();
    }
}
