package io.belfry.live.shared;

import java.util.Collection;
import java.util.Map;

/** Knows how users are called by people. */
@FunctionalInterface
public interface UserNames {

    /**
     * The names of users by their ids; whom it leaves out has none.
     *
     * @param userIds of some, each once
     */
    Map<String, String> of(Collection<String> userIds);

    /** Knows nobody. */
    static UserNames none() {
        return userIds -> Map.of();
    }
}
