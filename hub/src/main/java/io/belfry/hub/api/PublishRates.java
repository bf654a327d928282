package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.access.TokenBucket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast each app publishes, for those whose settings limit it.
 *
 * <p>Thread-safe: each app's bucket is guarded by itself.
 */
final class PublishRates {
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** Counts so many events; false, with some of them counted, when they are too many. */
    boolean admit(App app, int events) {
        int perSecond = app.settings().eventsPerSecond();
        if (perSecond == 0) {
            return true;
        }
        long now = System.nanoTime();
        TokenBucket bucket =
                buckets.computeIfAbsent(app.id(), id -> new TokenBucket(perSecond, now));
        synchronized (bucket) {
            for (int i = 0; i < events; i++) {
                if (!bucket.take(perSecond, now)) {
                    return false;
                }
            }
            return true;
        }
    }
}
