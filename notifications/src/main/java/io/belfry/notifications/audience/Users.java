package io.belfry.notifications.audience;

import java.util.List;

/**
 * Users by their ids. Immutable.
 *
 * @param ids in ascending order, each once
 */
public record Users(List<String> ids) implements Recipients {

    /**
     * @throws io.belfry.notifications.content.FieldRefused when an id is none
     */
    public Users {
        ids = ids.stream().map(UserId::require).distinct().sorted().toList();
    }
}
