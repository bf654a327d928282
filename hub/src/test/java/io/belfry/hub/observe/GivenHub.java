package io.belfry.hub.observe;

import io.belfry.hub.event.Traffic;
import io.belfry.hub.publish.Peers;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A hub with as many apps, connections and bytes as a test says. Confined to the test. */
final class GivenHub implements HubGauges {
    final Map<String, Traffic> apps = new TreeMap<>();
    int connections;
    long outboxBytes;
    boolean draining;
    @Nullable Peers peers;

    GivenHub(String... appIds) {
        for (String appId : appIds) {
            apps.put(appId, new Traffic());
        }
    }

    @Override
    public Collection<String> appIds() {
        return apps.keySet();
    }

    @Override
    public int connections(String appId) {
        return connections;
    }

    @Override
    public int channels(String appId) {
        return 0;
    }

    @Override
    public long subscriptions(String appId) {
        return 0;
    }

    @Override
    public long outboxBytes() {
        return outboxBytes;
    }

    @Override
    public long fanOutQueueBytes() {
        return 0;
    }

    @Override
    public Traffic traffic(String appId) {
        return apps.getOrDefault(appId, new Traffic());
    }

    @Override
    public @Nullable Peers peers() {
        return peers;
    }

    @Override
    public boolean draining() {
        return draining;
    }
}
