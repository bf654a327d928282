package io.belfry.notifications;

import io.belfry.notifications.store.DispatchRow;
import io.belfry.notifications.store.DispatchRow.State;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a notification for many users has come. Immutable.
 *
 * @param audience for people: {@code role admin}, {@code class 7b}, {@code users}
 * @param written for how many users it is written
 * @param failure what went wrong last; null when nothing did
 */
public record Dispatch(
        UUID id,
        String type,
        String audience,
        State state,
        long written,
        @Nullable String failure,
        Instant createdAt) {

    static Dispatch of(DispatchRow row) {
        String audience =
                switch (row.kind()) {
                    case USERS -> "users";
                    case ROLE -> "role " + row.name();
                    case GROUP -> row.name() + " " + row.groupId();
                };
        return new Dispatch(
                row.id(),
                row.type(),
                audience,
                row.state(),
                row.written(),
                row.failure(),
                row.createdAt());
    }
}
