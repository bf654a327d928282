package io.belfry.hub.publish;

import io.belfry.protocol.ChannelName;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Hands every envelope straight to this node. Thread-safe: the listener is set once. */
final class LocalBroker implements Broker {
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private volatile Consumer<Envelope> listener =
            envelope -> {
                throw new IllegalStateException("published before anybody could listen");
            };

    @Override
    public void publish(Envelope envelope) {
        listener.accept(envelope);
    }

    @Override
    public void deliverTo(Consumer<Envelope> listener) {
        this.listener = listener;
    }

    @Override
    public CompletableFuture<?> follow(String appId, ChannelName channel) {
        return DONE;
    }

    @Override
    public void unfollow(String appId, ChannelName channel) {
        // There are no others.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
