package io.belfry.notifications.store;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What came of an attempt, which ends the claim. Immutable.
 *
 * @param claimedUntil of the claim, which must still hold
 * @param why null when there is nothing to say
 * @param dueAt when it is to be tried again; null when it is finished
 * @param at when that was
 */
public record Ending(
        UUID id,
        Instant claimedUntil,
        DeliveryState state,
        int attempts,
        @Nullable String why,
        @Nullable Instant dueAt,
        Instant at) {

    /** It is over. */
    public static Ending finished(
            Claimed claimed, DeliveryState state, @Nullable String why, Instant at) {
        return of(claimed, state, claimed.attempts(), why, null, at);
    }

    /** It is to be tried again. */
    public static Ending postponed(Claimed claimed, String why, Instant dueAt, Instant at) {
        return of(claimed, DeliveryState.PENDING, claimed.attempts(), why, dueAt, at);
    }

    /** It was not tried, and is left to others. */
    public static Ending left(Claimed claimed, Instant at) {
        return of(claimed, DeliveryState.PENDING, claimed.attempts() - 1, null, at, at);
    }

    private static Ending of(
            Claimed claimed,
            DeliveryState state,
            int attempts,
            @Nullable String why,
            @Nullable Instant dueAt,
            Instant at) {
        return new Ending(claimed.id(), claimed.claimedUntil(), state, attempts, why, dueAt, at);
    }
}
