package io.belfry.broadcasting.queue;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;

import java.util.HashMap;
import java.util.Map;

/**
 * A queue in the memory of this JVM: what waits in it is lost when the JVM ends. Each connection
 * has a line of its own, so that a server that is away holds up nothing for another.
 *
 * <p>Thread-safe.
 */
public final class MemoryQueue implements BroadcastQueue {
    private final Map<String, Line> lines = new HashMap<>();

    /**
     * @param connections by name; this queue does not close them
     */
    public MemoryQueue(Map<String, Driver> connections, MemoryQueueSettings settings) {
        connections.forEach((name, driver) -> lines.put(name, new Line(name, driver, settings)));
        lines.values().forEach(Line::start);
    }

    @Override
    public void add(String connection, Publication publication) {
        Line line = lines.get(connection);
        if (line == null) {
            throw new IllegalArgumentException("there is no connection " + connection);
        }
        line.add(publication);
    }

    @Override
    public void close() {
        // All at once: the time is for all together.
        lines.values().forEach(Line::end);
        lines.values().forEach(Line::awaitEnd);
    }
}
