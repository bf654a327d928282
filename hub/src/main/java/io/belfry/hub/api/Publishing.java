package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.Frame;
import io.belfry.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/**
 * Publishes what an app wants published, whether it asks over HTTP or from the same JVM.
 *
 * <p>Thread-safe.
 */
public final class Publishing {
    private final ChannelDirectory channels;
    private final Broker broker;
    private final Ledger ledger;

    public Publishing(ChannelDirectory channels, Broker broker, Ledger ledger) {
        this.channels = channels;
        this.broker = broker;
        this.ledger = ledger;
    }

    /** Why no app, or this app, may publish so many events just now; null when it may. */
    @Nullable Refusal overload(App app, int events) {
        if (channels.isCongested()) {
            return new Refusal(429, "", "The hub is congested: too much waits to be delivered");
        }
        int perSecond = app.settings().eventsPerSecond();
        return perSecond == 0 || ledger.mayPublish(app.id(), events, perSecond)
                ? null
                : new Refusal(
                        429, "", "The app publishes more than " + perSecond + " events a second");
    }

    /**
     * Publishes one event to all its channels, in their order, unless one with its idempotency key
     * was published before. Delivery goes on after the future is complete.
     */
    public CompletableFuture<?> publish(App app, CheckedEvent event) {
        String key = event.idempotencyKey();
        return key == null ? publishToAll(app, event) : publishUnlessKnown(app, key, event);
    }

    private CompletableFuture<?> publishUnlessKnown(App app, String key, CheckedEvent event) {
        return ledger.claim(app.id(), key)
                .<@Nullable Object>thenCompose(isNew ->
                        isNew
                                ? publishOnce(app, key, event).thenApply(done -> null)
                                : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<?> publishOnce(App app, String key, CheckedEvent event) {
        return publishToAll(app, event)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        ledger.release(app.id(), key);
                    }
                });
    }

    private CompletableFuture<?> publishToAll(App app, CheckedEvent event) {
        if (event.channels().size() == 1) {
            return publish(app, event.channels().getFirst(), event);
        }
        CompletableFuture<?>[] kept =
                event.channels().stream()
                        .map(channel -> publish(app, channel, event))
                        .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(kept);
    }

    /**
     * Checks and publishes an event on behalf of code in this JVM.
     *
     * @throws IllegalArgumentException when a name or size is over the app's limits
     * @throws IllegalStateException when the app publishes too fast or the hub is congested
     */
    public CompletableFuture<?> publishChecked(App app, EventRequest request, boolean strict) {
        switch (new EventCheck(app.settings(), strict).check(request)) {
            case EventCheck.Refused(Refusal refusal) ->
                    throw new IllegalArgumentException(refusal.reason());
            case CheckedEvent event -> {
                Refusal overload = overload(app, 1);
                if (overload != null) {
                    throw new IllegalStateException(overload.reason());
                }
                return publish(app, event);
            }
        }
    }

    private CompletableFuture<@Nullable Void> publish(
            App app, ChannelName channel, CheckedEvent event) {
        Frame frame = new ServerMessage.ChannelEvent(event.name(), channel, event.data()).frame();
        Envelope.Delivery delivery =
                new Envelope.Delivery(app.id(), channel, frame, event.except(), 0);
        channels.of(app.id()).traffic().eventPublished();
        if (channel.kind().cached()) {
            return ledger.keep(delivery, event.data(), app.settings().cacheTtl());
        }
        broker.publish(delivery);
        return CompletableFuture.completedFuture(null);
    }
}
