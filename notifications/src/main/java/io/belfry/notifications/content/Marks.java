package io.belfry.notifications.content;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a user has done with an item, and when; null for never. Immutable.
 *
 * @param seenAt it was shown to the user
 * @param readAt the user has dealt with it; then it was seen, too
 * @param archivedAt the user has put it away
 */
public record Marks(
        @Nullable Instant seenAt, @Nullable Instant readAt, @Nullable Instant archivedAt) {

    /** Of an item that is new. */
    public static final Marks NONE = new Marks(null, null, null);

    /** Whether it counts as unread: archived items count as nothing. */
    public boolean isUnread() {
        return readAt == null && archivedAt == null;
    }

    /** Whether it counts as unseen. */
    public boolean isUnseen() {
        return seenAt == null && archivedAt == null;
    }

    /** The same marks when there is nothing to change. */
    public Marks with(Mark mark, Instant now) {
        return switch (mark) {
            case READ -> new Marks(either(seenAt, now), either(readAt, now), archivedAt);
            case UNREAD -> new Marks(seenAt, null, archivedAt);
            case SEEN -> new Marks(either(seenAt, now), readAt, archivedAt);
            case ARCHIVED -> new Marks(seenAt, readAt, either(archivedAt, now));
            case UNARCHIVED -> new Marks(seenAt, readAt, null);
        };
    }

    private static Instant either(@Nullable Instant first, Instant second) {
        return first == null ? second : first;
    }
}
