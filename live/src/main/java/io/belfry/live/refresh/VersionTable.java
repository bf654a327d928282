package io.belfry.live.refresh;

import io.belfry.database.Dialect;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often contexts have changed. Holds nothing. */
final class VersionTable {
    private static final int BATCH = 1_000;

    private VersionTable() {}

    /**
     * Counts changes, in their order. Rows that are not there are made first, all of them, so that
     * two transactions never wait for each other.
     */
    static int raise(Handle handle, List<Gathered.Change> changes) {
        for (int from = 0; from < changes.size(); from += BATCH) {
            make(handle, changes.subList(from, Math.min(from + BATCH, changes.size())));
        }
        for (int from = 0; from < changes.size(); from += BATCH) {
            count(handle, changes.subList(from, Math.min(from + BATCH, changes.size())));
        }
        return changes.size();
    }

    private static void make(Handle handle, List<Gathered.Change> changes) {
        Dialect.insertIfAbsent(
                handle,
                "belfry_context_version",
                List.of("user_id", "context"),
                changes.stream().map(VersionTable::row).toList());
    }

    private static Map<String, ?> row(Gathered.Change change) {
        return Map.of("user_id", change.user(), "context", change.context(), "version", 0L);
    }

    private static void count(Handle handle, List<Gathered.Change> changes) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_context_version SET version = version + 1
                        WHERE user_id = :user AND context = :context
                        """);
        changes.forEach(change ->
                batch.bind("user", change.user()).bind("context", change.context()).add());
        batch.execute();
    }

    static SortedMap<String, Long> versions(Handle handle, String user) {
        SortedMap<String, Long> versions = new TreeMap<>();
        handle.createQuery(
                        "SELECT context, version FROM belfry_context_version WHERE user_id = :user")
                .bind("user", user)
                .map((row, context) -> Map.entry(row.getString("context"), row.getLong("version")))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
    }
}
