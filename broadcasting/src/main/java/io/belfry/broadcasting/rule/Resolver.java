package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a placeholder names, for example a ticket by its id.
 *
 * @param <K> by what it is found
 * @param <T> the type that rules then ask for
 */
@FunctionalInterface
public interface Resolver<K, T> {

    /** What the key names; null when there is no such thing, which keeps everybody out. */
    @Nullable T resolve(K key);
}
