package io.belfry.hub.publish;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of events that were published a short time ago, the oldest first. Thread-safe: guarded by
 * its own lock, under which nothing else is done.
 */
final class RecentKeys {
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    /** False when the key is there already. */
    synchronized boolean add(String key, Instant now) {
        purge(now);
        if (expiries.putIfAbsent(key, now.plus(Ledger.KEYS_KEPT)) != null) {
            return false;
        }
        if (expiries.size() > Ledger.MOST_KEYS) {
            Iterator<String> oldest = expiries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    synchronized void remove(String key) {
        expiries.remove(key);
    }

    synchronized void purge(Instant now) {
        Iterator<Instant> oldest = expiries.values().iterator();
        while (oldest.hasNext() && !oldest.next().isAfter(now)) {
            oldest.remove();
        }
    }
}
