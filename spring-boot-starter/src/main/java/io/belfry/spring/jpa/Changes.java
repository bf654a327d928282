package io.belfry.spring.jpa;

import org.hibernate.engine.spi.EntityKey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What one transaction has written so far, one change for each entity, in the order of the first.
 * Confined to the thread of its session.
 */
final class Changes {
    private final Map<EntityKey, EntityBroadcast> changes = new LinkedHashMap<>();

    void add(EntityKey entity, EntityBroadcast change) {
        changes.merge(entity, change, EntityBroadcast::and);
    }

    /** Hands on all of them, and those that come meanwhile. */
    void drain(Consumer<EntityBroadcast> to) {
        while (!changes.isEmpty()) {
            List<EntityBroadcast> now = List.copyOf(changes.values());
            changes.clear();
            now.forEach(to);
        }
    }
}
