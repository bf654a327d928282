package io.belfry.broadcasting.queue;

import io.belfry.broadcasting.driver.Publication;

/**
 * Keeps events until the server has them. What is added for one connection is sent in that order.
 * Used by many threads at once.
 */
public interface BroadcastQueue extends AutoCloseable {

    /**
     * Takes an event and returns at once.
     *
     * @param connection over which it goes, by name
     * @throws QueueFull when there is no room, and this queue is one that says so
     * @throws IllegalStateException when the queue is closed
     */
    void add(String connection, Publication publication);

    /**
     * Whether {@link #add} takes part in the transaction of its thread, and so is to be asked
     * before that commits.
     */
    default boolean joinsTransactions() {
        return false;
    }

    /** Takes no more, sends what it can in the time it gives itself, and returns. */
    @Override
    void close();
}
