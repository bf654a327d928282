package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.JsonObject;

import java.util.concurrent.CompletableFuture;

/** {@code GET /apps/{app}/connections}: how many connections an app has, subscribed or not. */
final class Connections implements Endpoint {
    private final Ledger ledger;

    Connections(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        return ledger.connections(app.id())
                .thenApply(
                        count -> ApiResponse.ok(new JsonObject().raw("connections", count).end()));
    }
}
