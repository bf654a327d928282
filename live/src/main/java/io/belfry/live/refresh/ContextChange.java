package io.belfry.live.refresh;

import java.util.Collection;
import java.util.List;

/**
 * That contexts have changed for some. Immutable.
 *
 * @param contexts 1 to 50 names of 1 to 100 characters out of A-Z a-z 0-9 _ . -
 * @param users by their ids; none is fine
 * @param admins whether the administrators are told too
 */
public record ContextChange(Collection<String> contexts, Collection<String> users, boolean admins) {
    public ContextChange {
        contexts = List.copyOf(contexts);
        users = List.copyOf(users);
    }
}
