package io.belfry.live.feed;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

import org.jspecify.annotations.Nullable;

/**
 * With what something was done. Immutable.
 *
 * @param type 1 to 100 characters: {@code booking}
 * @param id within its type, 1 to 200 characters
 * @param title as it was called then, 1 to 200 characters; null for none
 */
public record ActivityObject(String type, String id, @Nullable String title) {
    private static final int LONGEST = 200;

    /**
     * @throws FieldRefused naming what is wrong
     */
    public ActivityObject {
        PlainText.line("object.type", type, Activity.LONGEST_WORD);
        PlainText.line("object.id", id, LONGEST);
        PlainText.lineOrNull("object.title", title, LONGEST);
    }
}
