package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.protocol.ChannelKind;
import io.belfry.protocol.JsonObject;

import java.util.concurrent.CompletableFuture;

/** {@code GET /apps/{app}/channels}: the occupied channels. */
final class ChannelList implements Endpoint {
    private final Ledger ledger;
    private final CompatSettings compat;

    ChannelList(Ledger ledger, CompatSettings compat) {
        this.ledger = ledger;
        this.compat = compat;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        String prefix = request.query().getOrDefault("filter_by_prefix", "");
        Attributes info = Attributes.of(request.query().get("info"));
        if (compat.strict()
                && info.wanted().contains(Attributes.USER_COUNT)
                && !prefix.startsWith(ChannelKind.PRESENCE.prefix())) {
            return Endpoint.now(
                    ApiResponse.error(
                            400, "info=user_count needs a filter_by_prefix that starts presence-"));
        }
        return ledger.channels(app.id(), prefix)
                .thenApply(occupied -> {
                    JsonObject channels = new JsonObject();
                    occupied.forEach((name, state) ->
                            channels.raw(
                                    name.value(),
                                    info.describe(new JsonObject(), name, state).end()));
                    return ApiResponse.ok(new JsonObject().raw("channels", channels.end()).end());
                });
    }
}
