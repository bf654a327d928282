package io.belfry.hub.publish;

import java.util.function.Consumer;

/**
 * Carries envelopes between the nodes of one deployment, this node included. Everything meant for
 * subscribers goes through it, on a single node too.
 *
 * <p>Delivery is at most once. Envelopes that one thread publishes to one channel arrive everywhere
 * in that order; envelopes of different publishers have no order among each other. Publishing never
 * blocks: what cannot be sent to other nodes is buffered within bounds or counted as dropped, while
 * this node's own subscribers are served all the same.
 */
public interface Broker extends AutoCloseable {

    void publish(Envelope envelope);

    /**
     * Says where envelopes go on this node. Set once, before the first one is published; called on
     * whatever thread publishes or receives, so it must hand over at once.
     */
    void deliverTo(Consumer<Envelope> listener);

    @Override
    void close();

    /** The broker of a deployment of one node. */
    static Broker local() {
        return new LocalBroker();
    }
}
