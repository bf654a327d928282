package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.hub.Hub;
import io.belfry.protocol.EventRequest;

/**
 * Hands events to the hub with their keys: what the API sends again, because the answer was lost,
 * is told once. As thread-safe as the hub.
 */
record OnceDriver(Hub hub, String app) implements Driver {

    @Override
    public void send(Publication publication) {
        new LocalDriver(event -> hub.publish(app, keyed(event, publication.key())))
                .send(publication);
    }

    @Override
    public void disconnect(String userId) {
        hub.disconnect(app, userId);
    }

    private static EventRequest keyed(EventRequest event, String key) {
        return new EventRequest(
                event.name(), event.data(), event.channels(), event.socketId(), event.info(), key);
    }
}
