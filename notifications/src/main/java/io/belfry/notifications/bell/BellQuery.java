package io.belfry.notifications.bell;

import io.belfry.fields.Page;

import org.jspecify.annotations.Nullable;

/**
 * What of a bell is asked for. Immutable.
 *
 * @param limit how many items, 1 to 100
 * @param cursor what the page before gave as {@code next}; null for the first page
 * @param filter the same for all pages
 */
public record BellQuery(int limit, @Nullable String cursor, BellFilter filter) {

    /** How many items a page has when nothing is said. */
    public static final int USUAL = 20;

    /**
     * @throws io.belfry.fields.FieldRefused when the limit is outside of what is allowed
     */
    public BellQuery {
        Page.limit(limit);
    }

    /** The newest items that are not archived. */
    public static BellQuery first() {
        return new BellQuery(USUAL, null, BellFilter.ALL);
    }

    public BellQuery withLimit(int other) {
        return new BellQuery(other, cursor, filter);
    }

    public BellQuery withCursor(@Nullable String other) {
        return new BellQuery(limit, other, filter);
    }

    public BellQuery withFilter(BellFilter other) {
        return new BellQuery(limit, cursor, other);
    }
}
