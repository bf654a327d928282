package io.belfry.example.school.together;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * One of the entries of something, numbered 1, 2, 3 without a gap.
 *
 * @param key given by the page that has sent it
 * @param data null where it is too long for an event, and is to be fetched
 */
record Entry(long number, UUID key, long personId, @Nullable String data) {
    private static final int LONGEST_IN_EVENT = 8_000;

    /** As an event carries it. */
    Entry told() {
        return data == null || data.length() <= LONGEST_IN_EVENT
                ? this
                : new Entry(number, key, personId, null);
    }
}
