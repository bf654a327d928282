package io.belfry.notifications;

import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.Sending;

/** A notification for one user. Immutable. */
record Addressed(String userId, Sending sending) {

    boolean wantsBell() {
        return sending.routes().contains(Notification.BELL);
    }
}
