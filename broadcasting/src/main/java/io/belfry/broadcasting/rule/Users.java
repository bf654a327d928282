package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

/** Who asks, as each guard sees it: one may know sessions, another tokens. */
@FunctionalInterface
public interface Users {

    /** The name of the guard that rules ask when they name none. */
    String DEFAULT_GUARD = "";

    /**
     * Who asks, in the eyes of a guard; null when it knows nobody.
     *
     * @throws IllegalArgumentException when there is no such guard
     */
    @Nullable ChannelUser of(String guard);

    /** The same user whatever guard is asked; null for a guest. */
    static Users only(@Nullable ChannelUser user) {
        return guard -> user;
    }
}
