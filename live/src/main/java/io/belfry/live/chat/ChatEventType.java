package io.belfry.live.chat;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What those who listen to a conversation are told of. */
public enum ChatEventType {
    SENT,
    DELIVERED,
    READ,
    EDITED,
    DELETED,
    TYPING;

    /** As it stands in events: {@code sent}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As its event is called if nothing else is said. */
    String usualName() {
        return this == TYPING ? word() : "message-" + word();
    }
}
