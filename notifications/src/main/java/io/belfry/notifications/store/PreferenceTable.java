package io.belfry.notifications.store;

import io.belfry.database.Dialect;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which routes users have closed or opened, by type. Holds nothing. */
public final class PreferenceTable {
    private PreferenceTable() {}

    /** A route of a type, as a user wants it. */
    public record Preference(String userId, String type, String route, boolean isOpen) {}

    /** What some users have closed of some types. */
    public static Set<Preference> closed(
            Handle handle, Collection<String> userIds, Collection<String> types) {
        return new HashSet<>(
                handle.createQuery(
                                """
                                SELECT user_id, type, route, is_open FROM belfry_preference
                                WHERE user_id IN (<userIds>) AND type IN (<types>)
                                    AND is_open = FALSE
                                """)
                        .bindList("userIds", List.copyOf(userIds))
                        .bindList("types", List.copyOf(types))
                        .map((row, context) ->
                                new Preference(
                                        row.getString("user_id"),
                                        row.getString("type"),
                                        row.getString("route"),
                                        row.getBoolean("is_open")))
                        .list());
    }

    /** All that one user has chosen. */
    public static List<Preference> of(Handle handle, String userId) {
        return handle.createQuery(
                        """
                        SELECT type, route, is_open FROM belfry_preference WHERE user_id = :userId
                        """)
                .bind("userId", userId)
                .map((row, context) ->
                        new Preference(
                                userId,
                                row.getString("type"),
                                row.getString("route"),
                                row.getBoolean("is_open")))
                .list();
    }

    /** Writes what one user has chosen, in place of what was there of the same routes. */
    public static void replace(Handle handle, String userId, List<Preference> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Dialect.insertIfAbsent(
                handle,
                "belfry_preference",
                List.of("user_id", "type", "route"),
                rows.stream()
                        .sorted(
                                Comparator.comparing(Preference::type)
                                        .thenComparing(Preference::route))
                        .map(PreferenceTable::columns)
                        .toList());
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_preference SET is_open = :isOpen
                        WHERE user_id = :userId AND type = :type AND route = :route
                        """);
        for (Preference each : rows) {
            batch.bind("userId", userId)
                    .bind("type", each.type())
                    .bind("route", each.route())
                    .bind("isOpen", each.isOpen())
                    .add();
        }
        batch.execute();
    }

    private static Map<String, Object> columns(Preference row) {
        return Map.of(
                "user_id", row.userId(),
                "type", row.type(),
                "route", row.route(),
                "is_open", row.isOpen());
    }
}
