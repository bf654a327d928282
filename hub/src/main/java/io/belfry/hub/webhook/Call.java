package io.belfry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.webhook.Lanes.Waiting;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One body on its way to an endpoint, the same bytes at each try (Pusher Channels documentation,
 * "Webhook format"). Its {@code time_ms} is when the newest of its events happened or, where a
 * departure had to last, came to be true.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class Call {
    private final byte[] body;
    private final Set<ChannelName> channels;
    private final int events;
    private final long since;
    private boolean troubled;
    private int failures;

    /**
     * @param troubled whether a call for one of its channels has failed just before
     */
    Call(List<Waiting> waiting, boolean troubled) {
        this.troubled = troubled;
        body = body(waiting).getBytes(UTF_8);
        channels =
                waiting.stream()
                        .map(event -> event.event().channel())
                        .collect(Collectors.toUnmodifiableSet());
        events = waiting.size();
        since = waiting.getLast().nanos();
    }

    byte[] body() {
        return body;
    }

    Set<ChannelName> channels() {
        return channels;
    }

    boolean troubled() {
        return troubled;
    }

    /** How many events the body tells. */
    int events() {
        return events;
    }

    /** Counts one more failure and returns how many there were. */
    int failed() {
        troubled = true;
        return ++failures;
    }

    /** How much of the time for retries is left; not positive when it is over. */
    Duration left(Duration retryFor, long nanos) {
        return retryFor.minusNanos(nanos - since);
    }

    private static String body(List<Waiting> waiting) {
        String events =
                waiting.stream()
                        .map(event -> event.event().json())
                        .collect(Collectors.joining(",", "[", "]"));
        return new JsonObject()
                .raw("time_ms", waiting.getLast().millis())
                .raw("events", events)
                .end();
    }
}
