package io.belfry.broadcasting.driver;

import io.belfry.protocol.EventRequest;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Hands events to a hub in this JVM:
 *
 * <pre>{@code
 * Hub hub = Hub.start(settings);
 * Driver driver = new LocalDriver(event -> hub.publish("shop", event));
 * }</pre>
 *
 * <p>As thread-safe as the hub.
 */
public final class LocalDriver implements Driver {
    private final Function<EventRequest, CompletionStage<?>> hub;
    private final int maxDataBytes;

    /**
     * @param hub takes an event, or throws {@link IllegalArgumentException} when it never will and
     *     {@link IllegalStateException} when it does not now
     */
    public LocalDriver(Function<EventRequest, CompletionStage<?>> hub) {
        this(hub, Integer.MAX_VALUE);
    }

    /**
     * @param hub as above
     * @param maxDataBytes how many bytes the data of an event may have, so that larger ones are
     *     refused before the hub is asked
     */
    public LocalDriver(Function<EventRequest, CompletionStage<?>> hub, int maxDataBytes) {
        this.hub = hub;
        this.maxDataBytes = maxDataBytes;
    }

    @Override
    public int maxDataBytes() {
        return maxDataBytes;
    }

    @Override
    public void send(Publication publication) {
        try {
            hub.apply(publication.toRequest()).toCompletableFuture().join();
        } catch (IllegalArgumentException e) {
            throw BroadcastFailed.forGood(refusal(publication, e), e);
        } catch (IllegalStateException | CompletionException e) {
            throw BroadcastFailed.forNow(refusal(publication, e), e);
        }
    }

    private static String refusal(Publication publication, RuntimeException e) {
        return "the hub did not take " + publication.name() + ": " + e.getMessage();
    }
}
