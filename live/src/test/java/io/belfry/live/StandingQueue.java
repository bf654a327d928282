package io.belfry.live;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.queue.BroadcastQueue;

import java.util.List;

/**
 * A queue of which nobody ever takes anything, as if the hub were away for ever.
 *
 * @param waiting what has come into it, in its order
 */
public record StandingQueue(List<Publication> waiting) implements BroadcastQueue {
    @Override
    public void add(String connection, Publication publication) {
        waiting.add(publication);
    }

    @Override
    public void close() {}
}
