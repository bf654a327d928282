package io.belfry.spring.observe;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Publication;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why the last event over a connection was not taken by its server, by connection; nobody is asked
 * for that. Thread-safe.
 */
final class Troubles implements BroadcastListener {
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

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

    /** Those that there are now. */
    Map<String, String> now() {
        return Map.copyOf(troubles);
    }
}
