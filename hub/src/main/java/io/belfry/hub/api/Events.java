package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.JsonObject;

import java.util.concurrent.CompletableFuture;

/** {@code POST /apps/{app}/events}: one event to one or several channels. */
final class Events implements Endpoint {
    private final Publishing publishing;
    private final ChannelInfos infos;
    private final CompatSettings compat;

    Events(Publishing publishing, ChannelInfos infos, CompatSettings compat) {
        this.publishing = publishing;
        this.infos = infos;
        this.compat = compat;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        EventRequest wish;
        try {
            wish = EventRequest.ofBody(request.body());
        } catch (EventRequest.Unreadable e) {
            return Endpoint.now(Refusal.of(e).response(compat.profile()));
        }
        return switch (new EventCheck(app.settings(), compat.strict()).check(wish)) {
            case EventCheck.Refused(Refusal refusal) ->
                    Endpoint.now(refusal.response(compat.profile()));
            case CheckedEvent event -> publish(app, event);
        };
    }

    private CompletableFuture<ApiResponse> publish(App app, CheckedEvent event) {
        Refusal overload = publishing.overload(app, 1);
        if (overload != null) {
            return Endpoint.now(overload.response(compat.profile()));
        }
        CompletableFuture<?> published = publishing.publish(app, event);
        return event.wantsInfo()
                ? published.thenCompose(
                        done -> infos.ofEvent(app, event).thenApply(Events::withInfo))
                : published.thenApply(done -> ApiResponse.DONE);
    }

    private static ApiResponse withInfo(String channels) {
        return ApiResponse.ok(new JsonObject().raw("channels", channels).end());
    }
}
