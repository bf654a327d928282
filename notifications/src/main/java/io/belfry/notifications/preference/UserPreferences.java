package io.belfry.notifications.preference;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.Millis;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;

/**
 * What a user wants to hear of, over which routes, and when. Jackson reads and writes it as pages
 * do. Immutable.
 *
 * @param types in an answer all that are known
 * @param quietHours when routes that interrupt wait; null for never
 * @param mutedUntil until when they wait, whatever the hour; null when they do not
 * @param digestMinutes how often LOW notifications come, gathered into one; 0 for at once, at most
 *     a week
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UserPreferences(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<TypePreference> types,
        @Nullable QuietHours quietHours,
        @Millis @Nullable Instant mutedUntil,
        int digestMinutes) {

    private static final int WEEK = 7 * 24 * 60;

    /**
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public UserPreferences {
        types = List.copyOf(types);
        if (digestMinutes < 0 || digestMinutes > WEEK) {
            throw new FieldRefused(
                    "digest_minutes",
                    "digest_minutes is %d, must be 0 to %d".formatted(digestMinutes, WEEK));
        }
    }
}
