package io.belfry.notifications.content;

import io.belfry.fields.Millis;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification in the bell of a user. Jackson writes it as pages get it. Immutable.
 *
 * @param occurrences how often it was brought up to date, and one
 * @param createdAt when it was sent, or last brought up to date
 * @param seenAt null while it is not
 * @param readAt null while it is not
 * @param archivedAt null while it is not
 * @param expiresAt when it is deleted; null for not before others
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Item(
        UUID id,
        String type,
        String title,
        @Nullable String message,
        @Nullable String actionUrl,
        Data data,
        Importance importance,
        int occurrences,
        @Millis Instant createdAt,
        @Millis @Nullable Instant seenAt,
        @Millis @Nullable Instant readAt,
        @Millis @Nullable Instant archivedAt,
        @Millis @Nullable Instant expiresAt) {

    /** A new one. */
    public static Item of(UUID id, Sending sending) {
        return of(id, sending, 1);
    }

    private static Item of(UUID id, Sending sending, int occurrences) {
        Content content = sending.contentFor(Notification.BELL);
        return new Item(
                id,
                sending.type(),
                content.title(),
                content.message(),
                content.actionUrl(),
                content.data(),
                sending.importance(),
                occurrences,
                sending.createdAt(),
                null,
                null,
                null,
                sending.expiresAt());
    }

    /** Brought up to date, and so not seen yet. */
    public Item again(Sending sending) {
        return of(id, sending, occurrences + 1);
    }

    /** What its user has done with it. */
    public Marks marks() {
        return new Marks(seenAt, readAt, archivedAt);
    }

    public Item withMarks(Marks marks) {
        return new Item(
                id,
                type,
                title,
                message,
                actionUrl,
                data,
                importance,
                occurrences,
                createdAt,
                marks.seenAt(),
                marks.readAt(),
                marks.archivedAt(),
                expiresAt);
    }

    /** What it says. */
    public Content content() {
        return new Content(title, message, actionUrl, data);
    }
}
