package io.belfry.live.feed;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

import org.jspecify.annotations.Nullable;

/**
 * Who has done something. Immutable.
 *
 * @param id of the user, 1 to 200 characters
 * @param name as the user was called then, 1 to 200 characters; null for none
 */
public record Actor(String id, @Nullable String name) {
    private static final int LONGEST_NAME = 200;

    /**
     * @throws FieldRefused naming what is wrong
     */
    public Actor {
        PlainText.userId("actor.id", id);
        PlainText.lineOrNull("actor.name", name, LONGEST_NAME);
    }
}
