package io.belfry.fields;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * A piece of a long list. Immutable.
 *
 * @param items in the order of the list
 * @param next the cursor to ask for the next page with; null when there is none
 * @param <T> what the list is of
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** How many items a page has at most. */
    public static final int MOST = 100;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @throws FieldRefused when a page cannot have so many items
     */
    public static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new FieldRefused("limit", "limit is %d, must be 1 to %d".formatted(limit, MOST));
        }
        return limit;
    }

    /**
     * Of items of which one more than the limit was asked for, so that it is known whether there
     * are more.
     *
     * @param cursor makes one that goes on behind an item
     */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, String> cursor) {
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        List<T> some = items.subList(0, limit);
        return new Page<>(some, cursor.apply(some.getLast()));
    }
}
