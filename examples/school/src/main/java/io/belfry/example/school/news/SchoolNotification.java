package io.belfry.example.school.news;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;

/** What stands in people's bells. */
@NotificationType("school")
public record SchoolNotification(String title, String message, String actionUrl)
        implements Notification {
    @Override
    public Content content() {
        return Content.of(title).withMessage(message).withActionUrl(actionUrl);
    }
}
