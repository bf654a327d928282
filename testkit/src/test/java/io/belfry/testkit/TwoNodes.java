package io.belfry.testkit;

import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Two brokers in one JVM that serve themselves first and each other over a thread. */
final class TwoNodes {
    private TwoNodes() {}

    static List<Broker> open() {
        Node one = new Node();
        Node other = new Node();
        one.other.complete(other);
        other.other.complete(one);
        return List.of(one, other);
    }

    /** Thread-safe: the listener is set once, foreign envelopes wait in an executor's queue. */
    private static final class Node implements Broker {
        private final ExecutorService inbox = Executors.newSingleThreadExecutor();
        private final CompletableFuture<Node> other = new CompletableFuture<>();
        private volatile Consumer<Envelope> listener = envelope -> {};

        @Override
        public void publish(Envelope envelope) {
            listener.accept(envelope);
            Node receiver = other.join();
            receiver.inbox.execute(() -> receiver.listener.accept(envelope));
        }

        @Override
        public void deliverTo(Consumer<Envelope> listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            inbox.shutdownNow();
        }
    }
}
