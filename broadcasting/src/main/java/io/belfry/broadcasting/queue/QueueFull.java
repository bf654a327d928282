package io.belfry.broadcasting.queue;

/** There is no room for another event. */
public final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueFull(String connection, int capacity) {
        super(
                "the queue of connection %s is full: %d events wait, which is its capacity"
                        .formatted(connection, capacity));
    }
}
