package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.publish.CachedEvent;
import io.belfry.hub.publish.ChannelState;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import java.util.concurrent.CompletableFuture;

/** {@code GET /apps/{app}/channels/{channel}}: one channel, occupied or not. */
final class ChannelInfo implements Endpoint {
    private final Ledger ledger;
    private final CompatSettings compat;

    ChannelInfo(Ledger ledger, CompatSettings compat) {
        this.ledger = ledger;
        this.compat = compat;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        ChannelName channel = ChannelName.parse(argument);
        if (channel == null || !channel.kind().listed()) {
            return Endpoint.now(ApiResponse.error(400, "The path names no channel"));
        }
        Attributes info = Attributes.of(request.query().get("info"));
        String objection = compat.strict() ? info.objection(channel) : null;
        if (objection != null) {
            return Endpoint.now(ApiResponse.error(400, objection));
        }
        return ledger.channel(app.id(), channel)
                .thenApply(state -> ApiResponse.ok(describe(channel, info, state)));
    }

    private static String describe(ChannelName channel, Attributes info, ChannelState state) {
        JsonObject json = new JsonObject().raw("occupied", String.valueOf(state.occupied()));
        info.describe(json, channel, state);
        if (info.wanted().contains(Attributes.CACHE) && channel.kind().cached()) {
            CachedEvent cached = state.cached();
            json.raw("cache", cached == null ? "null" : describe(cached));
        }
        return json.end();
    }

    private static String describe(CachedEvent cached) {
        return new JsonObject()
                .text("data", cached.data())
                .raw("ttl", cached.ttl().toSeconds())
                .end();
    }
}
