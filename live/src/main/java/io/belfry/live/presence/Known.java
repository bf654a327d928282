package io.belfry.live.presence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of one user. Immutable.
 *
 * @param connected whether the user has a socket
 * @param until how long the user has said to be there without one; null for not at all
 * @param dueAt when the user is no longer there unless something happens; null with a socket, and
 *     when that is over
 * @param shown whether others have been told that the user is there
 * @param lastSeen the last sign that others may know of
 */
record Known(
        String user,
        boolean connected,
        @Nullable Instant until,
        @Nullable Instant dueAt,
        boolean shown,
        Status status,
        @Nullable String text,
        @Nullable Instant lastSeen) {

    static Known nobody(String user) {
        return new Known(user, false, null, null, false, Status.ONLINE, null, null);
    }

    Known arrived(Instant now) {
        return with(true, until, null).seen(now).told();
    }

    /** Gone, unless the user has said to be there without a socket. */
    Known left(Instant now, Duration grace) {
        return connected ? with(false, until, end(until, now).plus(grace)).seen(now).told() : this;
    }

    Known online(Instant now, Duration time, Duration grace) {
        Instant longest = end(until, now.plus(time));
        return with(connected, longest, connected ? null : longest.plus(grace)).seen(now).told();
    }

    Known offline(Instant now, Duration grace) {
        Instant soon = now.plus(grace);
        Instant due = dueAt != null && dueAt.isAfter(soon) ? soon : dueAt;
        return until == null ? this : with(connected, null, due).seen(now).told();
    }

    Known says(Status other, @Nullable String words, Instant now) {
        // The last that others see of who becomes invisible is this.
        Known seen = isThere() ? seen(now) : this;
        return new Known(user, connected, until, dueAt, shown, other, words, seen.lastSeen).told();
    }

    /** Looked at when it is due. */
    Known over(Instant now) {
        boolean isOver = dueAt != null && !dueAt.isAfter(now);
        return isOver ? with(false, null, null).told() : this;
    }

    boolean isThere() {
        return connected || dueAt != null;
    }

    /** As others see it. */
    UserPresence toOthers() {
        return shown
                ? new UserPresence(user, true, status.word(), text, null)
                : new UserPresence(user, false, UserPresence.OFFLINE, null, lastSeen);
    }

    /** As the user sees it. */
    UserPresence toSelf() {
        return new UserPresence(user, isThere(), status.word(), text, isThere() ? null : lastSeen);
    }

    private static Instant end(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    private Known with(boolean isConnected, @Nullable Instant end, @Nullable Instant due) {
        return new Known(user, isConnected, end, due, shown, status, text, lastSeen);
    }

    /** Whoever is invisible gives no sign. */
    private Known seen(Instant now) {
        return status == Status.INVISIBLE
                ? this
                : new Known(user, connected, until, dueAt, shown, status, text, now);
    }

    private Known told() {
        boolean visible = isThere() && status != Status.INVISIBLE;
        return new Known(user, connected, until, dueAt, visible, status, text, lastSeen);
    }
}
