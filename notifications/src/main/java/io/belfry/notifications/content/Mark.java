package io.belfry.notifications.content;

import java.util.Locale;

/** What a user does with an item. */
public enum Mark {
    /** The user has dealt with it; it was seen, too. */
    READ,
    /** The user will deal with it later. */
    UNREAD,
    /** It was shown to the user. */
    SEEN,
    /** The user has put it away: it counts no more. */
    ARCHIVED,
    /** The user has fetched it back. */
    UNARCHIVED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As pages are told of it. */
    public String word() {
        return word;
    }
}
