package io.belfry.notifications.delivery;

import io.belfry.database.Database;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Those who bring notifications over all routes of this process. Thread-safe. */
public final class Workers implements AutoCloseable {
    private final List<Lane> lanes;

    public Workers(
            Database database, Collection<Route> routes, WorkerSettings settings, Clock clock) {
        this.lanes =
                routes.stream().map(route -> new Lane(database, route, settings, clock)).toList();
    }

    public void start() {
        lanes.forEach(Lane::start);
    }

    /** Something was written. */
    public void wake() {
        lanes.forEach(Lane::wake);
    }

    /** Ends after what is just being brought, and a few seconds at most. */
    @Override
    public void close() {
        lanes.forEach(Lane::end);
        lanes.forEach(Lane::close);
    }
}
