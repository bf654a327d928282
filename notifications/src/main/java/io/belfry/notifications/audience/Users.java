package io.belfry.notifications.audience;

import io.belfry.fields.PlainText;

import java.util.List;

/**
 * Users by their ids. Immutable.
 *
 * @param ids in ascending order, each once
 */
public record Users(List<String> ids) implements Recipients {

    /**
     * @throws io.belfry.fields.FieldRefused when an id is none
     */
    public Users {
        ids = ids.stream().map(id -> PlainText.userId("user_id", id)).distinct().sorted().toList();
    }
}
