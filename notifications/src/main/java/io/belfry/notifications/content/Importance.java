package io.belfry.notifications.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.belfry.fields.FieldRefused;

import java.util.Locale;

/** How much a notification matters to its user. */
public enum Importance {
    /** Can wait, and be gathered with others if the user likes that. */
    LOW,
    /** As usual. */
    NORMAL,
    /** Should be seen soon. */
    HIGH,
    /** Interrupts even at quiet hours. */
    URGENT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it stands in JSON. */
    @JsonValue
    public String word() {
        return word;
    }

    /**
     * @throws FieldRefused when there is none of this name
     */
    @JsonCreator
    public static Importance of(String word) {
        for (Importance each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new FieldRefused("importance", "importance must be low, normal, high or urgent");
    }
}
