package io.belfry.spring.jpa;

import org.hibernate.engine.spi.EntityKey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one transaction has written so far, one change for each entity, in the order of the first.
 * Confined to the thread of its session.
 */
final class Changes<C> {
    private final EntityWatch<C> watch;
    private final Map<EntityKey, C> changes = new LinkedHashMap<>();

    Changes(EntityWatch<C> watch) {
        this.watch = watch;
    }

    void add(EntityKey entity, C change) {
        changes.merge(entity, change, watch::both);
    }

    /** Tells of all of them, and of those that come meanwhile. */
    void tell() {
        while (!changes.isEmpty()) {
            List<C> now = List.copyOf(changes.values());
            changes.clear();
            watch.tell(now);
        }
    }
}
