package io.belfry.notifications.audience;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Finds the users of an audience, a page at a time, so that nobody ever holds all of them. Asked by
 * threads of Belfry, within a transaction of theirs that writes the page.
 */
@FunctionalInterface
public interface AudienceResolver {

    /**
     * The ids of the next users, in an order that stays the same: that of their numbers, for
     * example. Empty when there is nobody after it, or nobody at all.
     *
     * <pre>{@code
     * SELECT id FROM users WHERE role = ? AND id > ? ORDER BY id LIMIT ?
     * }</pre>
     *
     * @param after the last one of the page before; null for the first page
     * @param limit how many at most
     * @throws RuntimeException when it cannot tell now; it is asked again later
     */
    List<String> page(Audience audience, @Nullable String after, int limit);
}
