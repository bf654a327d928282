package io.belfry.hub.observe;

import io.belfry.hub.event.Traffic;
import io.belfry.hub.publish.Peers;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/**
 * What metrics read from a hub whenever somebody looks at them. Implemented by whoever assembles
 * the hub. Called on any thread, at any time, also for an app that has just been removed; answers
 * at once and throws nothing.
 */
public interface HubGauges {

    /** The ids of the apps that are served now. */
    Collection<String> appIds();

    /** Connections of an app on this node, subscribed or not; 0 for an unknown app. */
    int connections(String appId);

    /** Channels of an app that have a subscriber on this node; 0 for an unknown app. */
    int channels(String appId);

    /** Subscriptions of an app on this node; 0 for an unknown app. */
    long subscriptions(String appId);

    /** What clients of this node have not read yet, in bytes. */
    long outboxBytes();

    /** What waits on this node to be fanned out, in bytes. */
    long fanOutQueueBytes();

    /** What an app has moved through this node; asked once for each app that appears. */
    Traffic traffic(String appId);

    /** The other nodes; null when there is only this one. */
    @Nullable Peers peers();

    /** Whether this node is shutting down and takes no new connections. */
    boolean draining();
}
