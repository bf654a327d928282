package io.belfry.spring.observe;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Publication;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Down while the last event over any connection was not taken by its server; nobody is asked for
 * that. Thread-safe.
 */
final class BroadcastHealth extends AbstractHealthIndicator implements BroadcastListener {
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    BroadcastHealth() {
        super("broadcasting cannot be judged");
    }

    @Override
    public void delivered(String connection, Publication publication) {
        troubles.remove(connection);
    }

    @Override
    public void failed(String connection, Publication publication, RuntimeException reason) {
        // One that is refused for good says something of the event, not of the server.
        if (reason instanceof BroadcastFailed failure && failure.isWorthAnotherTry()) {
            troubles.put(connection, String.valueOf(reason.getMessage()));
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, String> now = Map.copyOf(troubles);
        if (now.isEmpty()) {
            builder.up();
        } else {
            builder.down().withDetails(now);
        }
    }
}
