package io.belfry.notifications.store;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How far a notification has come over one route. */
public enum DeliveryState {
    /** It waits for its turn, or for another try. */
    PENDING,
    /** It waits until its user may be interrupted. */
    HELD,
    /** Who carries it further has taken it: a hub, a mail server. */
    SENT,
    /** A page has it. */
    DELIVERED,
    /** Its item was seen. */
    SEEN,
    /** Its item was read. */
    READ,
    /** It was refused, or tried too often. */
    FAILED,
    /** It was not needed any more. */
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it is kept, and as it stands in JSON. */
    @JsonValue
    public String word() {
        return word;
    }

    static DeliveryState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
