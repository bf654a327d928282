package io.belfry.spring;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PendingBroadcast;
import io.belfry.broadcasting.event.BroadcastEvent;

import reactor.core.publisher.Mono;

import java.util.function.Function;

/**
 * The broadcaster of an application with Spring WebFlux. Payloads are written, and a queue in a
 * database is asked, off the event loops. {@code toOthers()} knows the connection that the request
 * came with. Within a reactive transaction, one of R2DBC for example, everything waits for the
 * commit, and a rollback takes it back.
 *
 * <pre>{@code
 * return orders.save(order).then(broadcaster.send(new OrderShipped(7)));
 * }</pre>
 *
 * <p>The starter's is a bean, which one of the application's own replaces. Thread-safe.
 */
public interface ReactiveBroadcaster {

    /** Broadcasts an event when it is subscribed to; complete when the queue has it. */
    default Mono<Void> send(BroadcastEvent event) {
        return send(door -> door.broadcast(event));
    }

    /**
     * Broadcasts what a function prepares when it is subscribed to; complete when the queue has it,
     * or the server when it is to be sent now. Within a reactive transaction it is complete at
     * once, and prepared, and sent, after the commit; a failure is then only logged, as the
     * transaction is done.
     *
     * <pre>{@code
     * broadcaster.send(door -> door.broadcast(new OrderShipped(7)).toOthers());
     * }</pre>
     *
     * @param what prepares a broadcast and does not send it itself
     */
    Mono<Void> send(Function<Broadcaster, PendingBroadcast> what);

    /**
     * Ends all connections of a user when it is subscribed to; within a reactive transaction after
     * the commit. It waits for no server.
     *
     * @throws IllegalArgumentException to the subscriber, when the id is empty
     * @see Broadcaster#disconnect
     */
    Mono<Void> disconnect(String userId);
}
