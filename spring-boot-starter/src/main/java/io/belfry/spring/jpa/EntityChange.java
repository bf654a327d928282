package io.belfry.spring.jpa;

import org.jspecify.annotations.Nullable;

/** What became of an entity in a transaction. */
public enum EntityChange {
    /** It is new. */
    CREATED("Created"),
    /** Its row was changed. */
    UPDATED("Updated"),
    /** It is gone. */
    DELETED("Deleted");

    private final String verb;

    EntityChange(String verb) {
        this.verb = verb;
    }

    /** As it stands in the name of an event: {@code PostUpdated}. */
    String verb() {
        return verb;
    }

    /** What two changes are together; null when they are none, as of what was made and deleted. */
    static @Nullable EntityChange both(EntityChange first, EntityChange second) {
        return switch (first) {
            case CREATED -> second == DELETED ? null : CREATED;
            case UPDATED -> second;
            case DELETED -> second == DELETED ? DELETED : UPDATED;
        };
    }
}
