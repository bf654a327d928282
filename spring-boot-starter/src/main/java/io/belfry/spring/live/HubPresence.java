package io.belfry.spring.live;

import io.belfry.live.presence.PresenceSource;
import io.belfry.protocol.ChannelName;
import io.belfry.spring.hub.HubOccupancy;
import io.belfry.spring.start.ReadyWork;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets presence know of the hub in this application, by a thread of its own, as a hub waits for
 * nobody. Of each channel the last that happened is remembered until presence has it; what fails is
 * tried again. What was before the application is mended at the start.
 *
 * <p>Thread-safe: guarded by its own lock.
 */
final class HubPresence implements HubOccupancy.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HubPresence.class);
    private static final int PATIENCE_MILLIS = 1_000;

    private final PresenceSource source;
    private final HubOccupancy hub;
    private final Map<String, Boolean> changes = new LinkedHashMap<>();
    private boolean reconciled;
    private boolean failing;
    private boolean working;

    /** What happened to a channel. */
    private record Change(String channel, boolean occupied) {}

    HubPresence(PresenceSource source, HubOccupancy hub) {
        this.source = source;
        this.hub = hub;
    }

    @Override
    public synchronized void changed(ChannelName channel, boolean occupied) {
        changes.put(channel.value(), occupied);
        notifyAll();
    }

    /** Lets presence know from now on. */
    synchronized ReadyWork.Work begin() {
        Thread thread = Thread.ofVirtual().name("belfry-presence").unstarted(this::work);
        working = true;
        thread.start();
        return () -> end(thread);
    }

    private void end(Thread thread) {
        synchronized (this) {
            working = false;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (isWorking()) {
                if (!succeeds()) {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("Presence was interrupted and hears of no sockets any more.");
        }
    }

    private synchronized boolean isWorking() {
        return working;
    }

    /** Does the next that there is to do, once there is something. */
    private boolean succeeds() throws InterruptedException {
        if (!reconciled) {
            reconciled = tries(this::reconcile);
            return reconciled;
        }
        Change next = next();
        if (next == null || tries(() -> tell(next))) {
            return true;
        }
        putBack(next);
        return false;
    }

    /** Who is only on other nodes is here as well. */
    private void reconcile() {
        source.reconcile(hub.occupied(source.prefix()).stream().map(ChannelName::value).toList());
    }

    /** Null when it ends. */
    private synchronized @Nullable Change next() throws InterruptedException {
        while (changes.isEmpty() && isWorking()) {
            wait();
        }
        if (!isWorking()) {
            return null;
        }
        var first = changes.entrySet().iterator();
        var entry = first.next();
        Change next = new Change(entry.getKey(), entry.getValue());
        first.remove();
        return next;
    }

    private void tell(Change change) {
        if (change.occupied()) {
            source.onOccupied(change.channel());
        } else {
            source.onVacated(change.channel());
        }
    }

    /** Unless something has happened since. */
    private synchronized void putBack(Change change) {
        changes.putIfAbsent(change.channel(), change.occupied());
    }

    private boolean tries(Runnable action) {
        try {
            action.run();
            failing = false;
            return true;
        } catch (RuntimeException | Error e) {
            // Without this thread nobody would ever come or go again.
            if (!failing) {
                LOG.warn("Presence has to wait: {}", e.getMessage(), e);
            }
            failing = true;
            return false;
        }
    }

    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        long left = PATIENCE_MILLIS;
        while (isWorking() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000L;
        }
    }
}
