package io.belfry.spring.observe;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what is broadcast: {@code belfry.broadcasts} by the class of the event and whether it was
 * accepted or throttled, {@code belfry.publications} by connection and whether the server took
 * them. Thread-safe.
 */
final class BroadcastMeters implements BroadcastListener {
    private static final String BROADCASTS = "belfry.broadcasts";
    private static final String PUBLICATIONS = "belfry.publications";

    private final MeterRegistry registry;

    BroadcastMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accepted(Accepted broadcast) {
        count(broadcast.event(), "accepted");
    }

    @Override
    public void throttled(BroadcastEvent event) {
        count(event, "throttled");
    }

    private void count(BroadcastEvent event, String outcome) {
        String type = event.getClass().getName();
        registry.counter(BROADCASTS, "event", type, "outcome", outcome).increment();
    }

    @Override
    public void delivered(String connection, Publication publication) {
        count(connection, "delivered");
    }

    @Override
    public void failed(String connection, Publication publication, RuntimeException reason) {
        count(connection, "failed");
    }

    private void count(String connection, String outcome) {
        registry.counter(PUBLICATIONS, "connection", connection, "outcome", outcome).increment();
    }
}
