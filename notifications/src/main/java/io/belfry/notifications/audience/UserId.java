package io.belfry.notifications.audience;

import io.belfry.notifications.content.PlainText;

/** How users are known here: as the application names them. Holds nothing. */
public final class UserId {
    /** How long the id of a user may be. */
    public static final int LONGEST = 200;

    private UserId() {}

    /**
     * @throws io.belfry.notifications.content.FieldRefused when it is none
     */
    public static String require(String id) {
        return PlainText.line("user_id", id, LONGEST);
    }
}
