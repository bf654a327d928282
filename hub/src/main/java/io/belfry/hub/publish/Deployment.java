package io.belfry.hub.publish;

import io.belfry.hub.event.HubListener;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Set;

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
     * @param apps by what this deployment is told from others: a text for each key of each app that
     *     it serves, without secrets. Nodes of one deployment have some in common
     * @throws IllegalStateException when the others do not take this node in
     */
    Ledger ledger(HubListener listener, Set<String> apps);

    /** The other nodes; null in a deployment of one. */
    @Nullable Peers peers();

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
            public Ledger ledger(HubListener listener, Set<String> apps) {
                return Ledger.local(broker, listener, Clock.systemUTC());
            }

            @Override
            public @Nullable Peers peers() {
                return null;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
