package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;

import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /apps/{app}/users/{user}/terminate_connections}: ends all connections of a user, on
 * every node. A user who is not there is no error.
 */
final class TerminateConnections implements Endpoint {
    private final Broker broker;

    TerminateConnections(Broker broker) {
        this.broker = broker;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        broker.publish(new Envelope.Termination(app.id(), argument));
        return Endpoint.now(ApiResponse.ok("{}"));
    }
}
