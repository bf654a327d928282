package io.belfry.hub.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes each event to all listeners. A listener that throws is logged and hurts nobody else.
 *
 * <p>Thread-safe: listeners are kept in a copy-on-write list.
 */
public final class HubEvents implements HubListener {
    private static final Logger LOG = LoggerFactory.getLogger(HubEvents.class);

    private final List<HubListener> listeners = new CopyOnWriteArrayList<>();

    public void add(HubListener listener) {
        listeners.add(listener);
    }

    @Override
    public void on(HubEvent event) {
        for (HubListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
    }
}
