package io.belfry.hub.publish;

import io.belfry.protocol.ChannelName;

import java.util.concurrent.CompletableFuture;
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

    /**
     * This node has subscribers on a channel from now on. Whoever publishes tells only the nodes
     * that have some.
     *
     * @return complete when nothing is missed any more that other nodes publish; never fails: while
     *     they cannot be reached it is complete at once, as nothing comes from them
     */
    CompletableFuture<?> follow(String appId, ChannelName channel);

    /** The last subscriber on this node is gone. */
    void unfollow(String appId, ChannelName channel);

    @Override
    void close();

    /** The broker of a deployment of one node. */
    static Broker local() {
        return new LocalBroker();
    }
}
