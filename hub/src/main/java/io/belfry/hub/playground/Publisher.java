package io.belfry.hub.playground;

import io.belfry.protocol.EventRequest;

import java.util.concurrent.CompletableFuture;

/** Publishes for the playground what its user wants published. */
@FunctionalInterface
public interface Publisher {
    /**
     * Publishes as the app itself.
     *
     * @throws IllegalArgumentException saying what is wrong with the app's id or the event
     * @throws IllegalStateException saying why nothing can be published just now
     */
    CompletableFuture<?> publish(String appId, EventRequest event);
}
