package io.belfry.notifications.store;

import io.belfry.database.Dialect;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When users may be interrupted, and how often LOW notifications come. Holds nothing. */
public final class QuietTable {
    private QuietTable() {}

    /**
     * What a user has chosen.
     *
     * @param zone null without quiet hours
     * @param from like {@code 22:00}; null without quiet hours
     * @param to null without quiet hours
     * @param mutedUntil null when not
     * @param digestMinutes 0 for none
     */
    public record Quiet(
            @Nullable String zone,
            @Nullable String from,
            @Nullable String to,
            @Nullable Instant mutedUntil,
            int digestMinutes) {

        /** Of a user who has chosen nothing. */
        public static final Quiet NONE = new Quiet(null, null, null, null, 0);
    }

    /** Of those who have chosen something. */
    public static Map<String, Quiet> find(Handle handle, Collection<String> userIds) {
        Map<String, Quiet> found = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT user_id, zone, quiet_from, quiet_to, muted_until, digest_minutes
                        FROM belfry_quiet WHERE user_id IN (<userIds>)
                        """)
                .bindList("userIds", List.copyOf(userIds))
                .map((row, context) -> found.put(row.getString("user_id"), read(row)))
                .list();
        return found;
    }

    public static void save(Handle handle, String userId, Quiet quiet) {
        Dialect.insertIfAbsent(
                handle,
                "belfry_quiet",
                List.of("user_id"),
                List.of(Map.of("user_id", userId, "digest_minutes", 0)));
        handle.createUpdate(
                        """
                        UPDATE belfry_quiet
                        SET zone = :zone, quiet_from = :from, quiet_to = :to,
                            muted_until = :mutedUntil, digest_minutes = :digestMinutes
                        WHERE user_id = :userId
                        """)
                .bind("userId", userId)
                .bind("zone", quiet.zone())
                .bind("from", quiet.from())
                .bind("to", quiet.to())
                .bind("mutedUntil", quiet.mutedUntil())
                .bind("digestMinutes", quiet.digestMinutes())
                .execute();
    }

    private static Quiet read(ResultSet row) throws SQLException {
        return new Quiet(
                row.getString("zone"),
                row.getString("quiet_from"),
                row.getString("quiet_to"),
                Columns.timeOrNull(row, "muted_until"),
                row.getInt("digest_minutes"));
    }
}
