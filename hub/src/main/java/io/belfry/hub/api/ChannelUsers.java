package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** {@code GET /apps/{app}/channels/{channel}/users}: the distinct users on a presence channel. */
final class ChannelUsers implements Endpoint {
    private final Ledger ledger;

    ChannelUsers(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        ChannelName channel = ChannelName.parse(argument);
        if (channel == null || !channel.kind().presence()) {
            return Endpoint.now(
                    ApiResponse.error(400, "Users can be asked of presence channels only"));
        }
        return ledger.users(app.id(), channel)
                .thenApply(users ->
                        users.stream()
                                .map(id -> new JsonObject().text("id", id).end())
                                .collect(Collectors.joining(",", "{\"users\":[", "]}")))
                .thenApply(ApiResponse::ok);
    }
}
