package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.BroadcastEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Hears of everything that a broadcaster does: for audits, metrics and tests. Called by the thread
 * that does it, which waits meanwhile; by many at once. What it throws is logged and changes
 * nothing.
 */
public interface BroadcastListener {

    /**
     * An event that was taken: sent, if it was to be sent now, or else left to the queue.
     *
     * @param actor on whose behalf, as the application says; null when it says nothing
     * @param publications as they go to the server, one payload each
     */
    record Accepted(
            BroadcastEvent event,
            String name,
            @Nullable String actor,
            List<String> connections,
            List<Publication> publications,
            Instant at) {}

    default void accepted(Accepted broadcast) {}

    /** An event of a class that is broadcast too often was left out. */
    default void throttled(BroadcastEvent event) {}

    /** The server of a connection has taken a publication. */
    default void delivered(String connection, Publication publication) {}

    /** It has not; what is tried again may be heard of again. */
    default void failed(String connection, Publication publication, RuntimeException reason) {}

    /**
     * The connections of a user are to be ended.
     *
     * @param actor on whose behalf, as the application says; null when it says nothing
     */
    default void disconnecting(String userId, @Nullable String actor) {}
}
