package io.belfry.broadcasting.driver;

import io.belfry.protocol.EventRequest;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands events to a hub in this JVM:
 *
 * <pre>{@code
 * Hub hub = Hub.start(settings);
 * Driver driver =
 *         new LocalDriver(event -> hub.publish("shop", event))
 *                 .withDisconnect(user -> hub.disconnect("shop", user));
 * }</pre>
 *
 * <p>Immutable; as thread-safe as the hub.
 */
public final class LocalDriver implements Driver {
    private final Function<EventRequest, CompletionStage<?>> publish;
    private final @Nullable Consumer<String> disconnect;
    private final int maxDataBytes;

    /**
     * @param publish takes an event, or throws {@link IllegalArgumentException} when it never will
     *     and {@link IllegalStateException} when it does not now
     */
    public LocalDriver(Function<EventRequest, CompletionStage<?>> publish) {
        this(publish, null, Integer.MAX_VALUE);
    }

    private LocalDriver(
            Function<EventRequest, CompletionStage<?>> publish,
            @Nullable Consumer<String> disconnect,
            int maxDataBytes) {
        this.publish = publish;
        this.disconnect = disconnect;
        this.maxDataBytes = maxDataBytes;
    }

    /**
     * This one, and it can end connections.
     *
     * @param hub ends all connections of a user; throws as the one that publishes
     */
    public LocalDriver withDisconnect(Consumer<String> hub) {
        return new LocalDriver(publish, hub, maxDataBytes);
    }

    /** This one, but data of more bytes is refused before the hub is asked. */
    public LocalDriver withMaxDataBytes(int bytes) {
        return new LocalDriver(publish, disconnect, bytes);
    }

    @Override
    public int maxDataBytes() {
        return maxDataBytes;
    }

    @Override
    public void send(Publication publication) {
        ask(
                publication.name(),
                () -> publish.apply(publication.toRequest()).toCompletableFuture().join());
    }

    @Override
    public void disconnect(String userId) {
        Consumer<String> hub = disconnect;
        if (hub == null) {
            Driver.super.disconnect(userId);
        } else {
            ask("the end of connections", () -> hub.accept(userId));
        }
    }

    private static void ask(String what, Runnable hub) {
        try {
            hub.run();
        } catch (IllegalArgumentException e) {
            throw BroadcastFailed.forGood(refusal(what, e), e);
        } catch (IllegalStateException | CompletionException e) {
            throw BroadcastFailed.forNow(refusal(what, e), e);
        }
    }

    private static String refusal(String what, RuntimeException e) {
        return "the hub did not take " + what + ": " + e.getMessage();
    }
}
