package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /apps/{app}/batch_events}: several events, each to one channel. All are checked
 * before any is published, and they are published in their order.
 */
final class BatchEvents implements Endpoint {
    private final Publishing publishing;
    private final ChannelInfos infos;
    private final CompatSettings compat;

    BatchEvents(Publishing publishing, ChannelInfos infos, CompatSettings compat) {
        this.publishing = publishing;
        this.infos = infos;
        this.compat = compat;
    }

    @Override
    public CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request) {
        List<EventRequest> wishes;
        try {
            wishes = EventRequest.ofBatchBody(request.body());
        } catch (EventRequest.Unreadable e) {
            return Endpoint.now(Refusal.of(e).response(compat.profile()));
        }
        List<CheckedEvent> events = new ArrayList<>();
        Refusal refusal = check(app, wishes, events);
        if (refusal == null) {
            refusal = publishing.overload(app, events.size());
        }
        return refusal == null
                ? publish(app, events)
                : Endpoint.now(refusal.response(compat.profile()));
    }

    private @Nullable Refusal check(App app, List<EventRequest> wishes, List<CheckedEvent> events) {
        int most = app.settings().maxBatch();
        if (wishes.size() > most) {
            return new Refusal(
                    400,
                    "batch",
                    "%d events are given, max_batch of this app is %d"
                            .formatted(wishes.size(), most));
        }
        EventCheck check = new EventCheck(app.settings(), compat.strict());
        for (int i = 0; i < wishes.size(); i++) {
            switch (check.check(wishes.get(i))) {
                case CheckedEvent event -> events.add(event);
                case EventCheck.Refused(Refusal(int status, String field, String reason)) -> {
                    String place = "batch." + i;
                    return new Refusal(
                            status,
                            field.isEmpty() ? place : place + "." + field,
                            "batch[" + i + "]: " + reason);
                }
            }
        }
        return null;
    }

    private CompletableFuture<ApiResponse> publish(App app, List<CheckedEvent> events) {
        CompletableFuture<?>[] published =
                events.stream()
                        .map(event -> publishing.publish(app, event))
                        .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(published)
                .thenCompose(all ->
                        events.stream().anyMatch(CheckedEvent::wantsInfo)
                                ? withInfo(app, events)
                                : Endpoint.now(ApiResponse.DONE));
    }

    private CompletableFuture<ApiResponse> withInfo(App app, List<CheckedEvent> events) {
        List<CompletableFuture<String>> items =
                events.stream().map(event -> infos.ofItem(app, event)).toList();
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    List<String> texts = items.stream().map(CompletableFuture::join).toList();
                    String batch = "[" + String.join(",", texts) + "]";
                    return ApiResponse.ok(new JsonObject().raw("batch", batch).end());
                });
    }
}
