package io.belfry.spring.jpa;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.VisibleTo;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/**
 * An entity with {@link BroadcastEntity} that says more of how its changes are broadcast. Asked
 * when the transaction is about to commit, after everything is written; what these methods ask the
 * database for is asked in that transaction.
 */
public interface BroadcastsChanges {

    /** Whether this change is broadcast at all. */
    default boolean broadcastWhen(EntityChange change) {
        return true;
    }

    /** Where it is heard; null for the entity's own private channel, and nowhere when empty. */
    default @Nullable Collection<? extends Channel> broadcastOn(EntityChange change) {
        return null;
    }

    /** The name on the wire, taken as it is; null for the usual one. */
    default @Nullable String broadcastAs(EntityChange change) {
        return null;
    }

    /**
     * What clients get, as Jackson writes it; null for the attributes of the entity. {@link
     * VisibleTo} holds in it as in every payload.
     */
    default @Nullable Object broadcastWith(EntityChange change) {
        return null;
    }
}
