package io.belfry.redis.nodes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way of messages to Redis. While Redis is away they wait here, up to a number of bytes; when
 * there are more, the oldest are dropped and counted.
 *
 * <p>Thread-safe: what waits is guarded by the lock, which nobody needs while nothing does.
 */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);

    private final Link link;
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final AtomicLong dropped = new AtomicLong();
    private long bytes;
    private long droppedThen;
    private volatile boolean open;

    private record Waiting(String channel, byte[] message) {}

    /**
     * @param limit bytes that may wait
     */
    Backlog(Link link, long limit) {
        this.link = link;
        this.limit = limit;
    }

    /** Whether messages go straight to Redis. */
    boolean isOpen() {
        return open;
    }

    void send(String channel, byte[] message) {
        if (open) {
            publish(channel, message);
            return;
        }
        lock.lock();
        try {
            if (open) {
                publish(channel, message);
            } else {
                queue.add(new Waiting(channel, message));
                bytes += message.length;
                dropOldest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        while (bytes > limit) {
            Waiting oldest = queue.remove();
            bytes -= oldest.message.length;
            dropped.incrementAndGet();
        }
    }

    private void publish(String channel, byte[] message) {
        link.publish(channel, message)
                .whenComplete((receivers, failure) -> {
                    if (failure != null) {
                        dropped.incrementAndGet();
                        LOG.debug("a message for other nodes was lost", failure);
                    }
                });
    }

    /** Redis is there: sends what has waited, and what comes from now on at once. */
    void open() {
        lock.lock();
        try {
            for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
                publish(next.channel, next.message);
            }
            bytes = 0;
            open = true;
            long lost = dropped.get() - droppedThen;
            if (lost > 0) {
                LOG.atWarn()
                        .addKeyValue("dropped", lost)
                        .log("other nodes have missed messages while Redis was away");
            }
            droppedThen = dropped.get();
        } finally {
            lock.unlock();
        }
    }

    /** Redis is away: lets messages wait. */
    void close() {
        open = false;
    }

    /** Bytes that wait. */
    long waitingBytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Messages that other nodes will never get. */
    long dropped() {
        return dropped.get();
    }
}
