package io.belfry.spring;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.queue.BroadcastQueue;

import java.util.Map;

/**
 * Opens the queue of a broadcaster. A bean of this type replaces the queue that properties choose.
 */
@FunctionalInterface
public interface QueueFactory {

    /**
     * @param connections of the broadcaster, by name
     */
    BroadcastQueue open(Map<String, Driver> connections);
}
