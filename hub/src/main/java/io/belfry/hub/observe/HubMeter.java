package io.belfry.hub.observe;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * Every meter of a hub: the one place for names, units and labels, from which the reference is
 * written. Names are Micrometer's, with dots; Prometheus shows them with underscores and its usual
 * endings.
 */
enum HubMeter {
    CONNECTIONS(
            Kind.GAUGE, "belfry.connections", null, "Open connections, subscribed or not.", "app"),
    CHANNELS(
            Kind.GAUGE,
            "belfry.channels",
            null,
            "Channels that have a subscriber on this node.",
            "app"),
    SUBSCRIPTIONS(
            Kind.GAUGE,
            "belfry.subscriptions",
            null,
            "Subscriptions on this node: each connection counts once on each of its channels.",
            "app"),
    CONNECTIONS_OPENED(
            Kind.COUNTER, "belfry.connections.opened", null, "Connections let in.", "app"),
    CONNECTIONS_CLOSED(
            Kind.COUNTER,
            "belfry.connections.closed",
            null,
            "Connections that were let in and have ended, by close code: 1006 when there was no"
                    + " close frame, other for codes that only a client would invent.",
            "app",
            "code"),
    CONNECTIONS_REFUSED(
            Kind.COUNTER,
            "belfry.connections.refused",
            null,
            "Connections turned away, by error code and its name.",
            "app",
            "code",
            "reason"),
    COMMANDS_REFUSED(
            Kind.COUNTER,
            "belfry.commands.refused",
            null,
            "What clients asked for and did not get while their connection went on, by error code"
                    + " and its name: bad messages, refused subscriptions, rejected client events.",
            "app",
            "code",
            "reason"),
    MESSAGES_RECEIVED(
            Kind.COUNTER, "belfry.messages.received", null, "Messages that clients sent.", "app"),
    MESSAGES_SENT(
            Kind.COUNTER,
            "belfry.messages.sent",
            null,
            "Messages sent to clients; one event to ten subscribers counts ten times.",
            "app"),
    BYTES_RECEIVED(
            Kind.COUNTER, "belfry.received", "bytes", "Payload of what clients sent.", "app"),
    BYTES_SENT(
            Kind.COUNTER,
            "belfry.sent",
            "bytes",
            "Frames sent to clients, their headers included.",
            "app"),
    EVENTS_PUBLISHED(
            Kind.COUNTER,
            "belfry.events.published",
            null,
            "Events that the app published; one event to ten channels counts ten times.",
            "app"),
    CLIENT_EVENTS(
            Kind.COUNTER,
            "belfry.client.events",
            null,
            "Client events that were passed on.",
            "app"),
    CACHE_MISSES(
            Kind.COUNTER,
            "belfry.cache.misses",
            null,
            "Subscriptions to a cache channel on which nothing was kept.",
            "app"),
    API_REQUESTS(
            Kind.TIMER,
            "belfry.api.requests",
            "seconds",
            "How long the HTTP API took to answer, by endpoint and class of status.",
            "app",
            "endpoint",
            "status"),
    WEBHOOK_CALLS(
            Kind.COUNTER,
            "belfry.webhook.calls",
            null,
            "Webhook calls by outcome: delivered, retried, given_up, or dropped unsent because the"
                    + " queue was full.",
            "app",
            "outcome"),
    OUTBOX_BYTES(
            Kind.GAUGE,
            "belfry.outbox",
            "bytes",
            "What clients have not read yet, over all connections of this node."),
    FAN_OUT_QUEUE_BYTES(
            Kind.GAUGE,
            "belfry.fanout.queue",
            "bytes",
            "Events accepted on this node that have not reached their subscribers' outboxes yet."),
    DRAINING(
            Kind.GAUGE,
            "belfry.draining",
            null,
            "1 while this node shuts down and takes no new connections, else 0."),
    PEERS(
            Kind.GAUGE,
            "belfry.peers",
            null,
            "Other nodes that live, as this one last heard. This and what follows: only where there"
                    + " are several nodes."),
    PEERS_REACHABLE(
            Kind.GAUGE,
            "belfry.peers.reachable",
            null,
            "1 while the other nodes get what this one publishes; 0 while it goes on alone, as"
                    + " Redis is away."),
    PEERS_BACKLOG_BYTES(
            Kind.GAUGE,
            "belfry.peers.backlog",
            "bytes",
            "Messages for other nodes that Redis has not taken yet."),
    PEERS_DROPPED(
            Kind.COUNTER,
            "belfry.peers.messages.dropped",
            null,
            "Messages that other nodes will never get, as too much waited."),
    PEERS_UNREADABLE(
            Kind.COUNTER,
            "belfry.peers.messages.unreadable",
            null,
            "Messages of other nodes, or of strangers on their channels, that could not be read.");

    /** How a meter moves. */
    enum Kind {
        /** Goes up and down. */
        GAUGE,
        /** Only grows, from 0 at the start of the node or when the app appeared. */
        COUNTER,
        /** A histogram of durations. */
        TIMER
    }

    private final Kind kind;
    private final String meterName;
    private final @Nullable String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    HubMeter(Kind kind, String meterName, @Nullable String unit, String meaning, String... labels) {
        this.kind = kind;
        this.meterName = meterName;
        this.unit = unit;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    Kind kind() {
        return kind;
    }

    String meterName() {
        return meterName;
    }

    @Nullable String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }

    List<String> labels() {
        return labels;
    }

    /** The labels with their values, in the order of {@link #labels()}. */
    Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    meterName + " has the labels " + labels + ", not " + Arrays.toString(values));
        }
        Tag[] tags = new Tag[values.length];
        for (int i = 0; i < values.length; i++) {
            tags[i] = Tag.of(labels.get(i), values[i]);
        }
        return Tags.of(tags);
    }
}
