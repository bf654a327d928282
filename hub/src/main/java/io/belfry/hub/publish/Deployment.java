package io.belfry.hub.publish;

import io.belfry.hub.event.HubListener;

import java.time.Clock;

/**
 * The nodes that are one hub to their clients: how they reach each other, and what they share. One
 * for each node, and for one hub only.
 *
 * <p>Thread-safe.
 */
public interface Deployment extends AutoCloseable {

    /** Carries envelopes to the other nodes. The same at every call. */
    Broker broker();

    /**
     * Opens what all nodes share. Called once.
     *
     * @param listener is told what this node changes there
     */
    Ledger ledger(HubListener listener);

    /** Leaves the others. After broker and ledger. */
    @Override
    void close();

    /** A deployment of one node. */
    static Deployment ofOneNode() {
        Broker broker = Broker.local();
        return new Deployment() {
            @Override
            public Broker broker() {
                return broker;
            }

            @Override
            public Ledger ledger(HubListener listener) {
                return Ledger.local(broker, listener, Clock.systemUTC());
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
