package io.belfry.spring.jpa;

import java.util.List;
import java.util.Set;

/**
 * What the change of an entity means for screens. Immutable.
 *
 * @param contexts that show such entities
 * @param users whom it concerns, and whom it did before
 * @param admins whether it concerns the administrators too
 */
public record RefreshedContexts(List<String> contexts, Set<String> users, boolean admins) {
    public RefreshedContexts {
        contexts = List.copyOf(contexts);
        users = Set.copyOf(users);
    }
}
