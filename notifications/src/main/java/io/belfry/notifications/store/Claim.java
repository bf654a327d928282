package io.belfry.notifications.store;

import org.jdbi.v3.core.statement.Query;

import java.time.Instant;

/**
 * The rows of a route that are claimed up to a time. Workers whose clocks show the same millisecond
 * share one, so it may hold rows of another worker too. Immutable.
 *
 * <p>What was claimed is found by this and never by a list of ids: databases keep the plan of a
 * statement, and one that was made when the tables were empty reads all rows for a list.
 */
record Claim(String route, Instant until) {
    /** Of {@code belfry_delivery}. */
    static final String CONDITION = "route = :route AND due_at = :until AND claimed_until = :until";

    Query bindTo(Query query) {
        return query.bind("route", route).bind("until", until);
    }
}
