package io.belfry.notifications.store;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification for more users than one transaction can hold. Immutable.
 *
 * @param kind what it is for: a role, users by their ids, or else a kind of groups
 * @param name of the role, or of the kind of groups; empty for users by their ids
 * @param groupId null unless it is for a group
 * @param members users by their ids, as JSON; null for an audience
 * @param sending what is sent, as JSON
 * @param reached the last user that has it; null for none yet
 * @param written how many users have it
 * @param failure null when there was none
 */
public record DispatchRow(
        UUID id,
        String type,
        Kind kind,
        String name,
        @Nullable String groupId,
        @Nullable String members,
        String sending,
        State state,
        @Nullable String reached,
        long written,
        int attempts,
        @Nullable String failure,
        Instant createdAt) {

    /** What kind of recipients. */
    public enum Kind {
        USERS,
        ROLE,
        GROUP
    }

    /** How far it has come. */
    public enum State {
        PENDING,
        DONE,
        FAILED
    }

    /** After one page more, which ends it or not. */
    public DispatchRow after(@Nullable String last, int users, boolean ends) {
        return with(ends ? State.DONE : State.PENDING, last, written + users, 0, null);
    }

    /** After one failure more, which ends it or not. */
    public DispatchRow afterFailure(String why, boolean ends) {
        return with(ends ? State.FAILED : State.PENDING, reached, written, attempts + 1, why);
    }

    private DispatchRow with(
            State next, @Nullable String last, long users, int failures, @Nullable String why) {
        return new DispatchRow(
                id, type, kind, name, groupId, members, sending, next, last, users, failures, why,
                createdAt);
    }
}
