package io.belfry.hub.event;

/**
 * Hears of everything that happens on a node. Called on event loops and under the locks of the
 * shared truth, so it must return at once: it may count, or hand over to a queue of its own, but
 * never wait, and never call back into the hub.
 */
@FunctionalInterface
public interface HubListener {
    void on(HubEvent event);
}
