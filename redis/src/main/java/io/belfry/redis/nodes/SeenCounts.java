package io.belfry.redis.nodes;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of the last messages of each node were seen already: after a connection was lost a node
 * sends again what it has no answer for, and Redis may have passed it on.
 *
 * <p>Thread-safe: guarded by its own lock, under which nothing else is done.
 */
final class SeenCounts {
    /** Of each node; more than it can have on the way. */
    private static final int WINDOW = 1 << 16;

    private static final int MOST_NODES = 256;

    private final Map<Long, long[]> byNode =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, long[]> eldest) {
                    return size() > MOST_NODES;
                }
            };

    /** False for what was seen. What scripts send has no node, and is always new. */
    synchronized boolean isNew(long origin, long count) {
        if (origin == 0) {
            return true;
        }
        long[] counts = byNode.computeIfAbsent(origin, node -> new long[WINDOW]);
        int at = (int) (count & (WINDOW - 1));
        if (counts[at] >= count) {
            return false;
        }
        counts[at] = count;
        return true;
    }
}
