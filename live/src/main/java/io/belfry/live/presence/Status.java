package io.belfry.live.presence;

import com.fasterxml.jackson.annotation.JsonValue;

import io.belfry.fields.FieldRefused;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What users may say of themselves. */
public enum Status {
    ONLINE,
    AWAY,
    BUSY,
    /** Looks offline to everybody else. */
    INVISIBLE;

    /** As it stands in JSON: {@code away}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws FieldRefused when there is no such status
     */
    public static Status of(String word) {
        for (Status each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new FieldRefused(
                "status",
                "status is none of "
                        + Arrays.stream(values())
                                .map(Status::word)
                                .collect(Collectors.joining(", ")));
    }
}
