package io.belfry.redis.nodes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way of messages to Redis. What Redis has not answered for stays here, and is sent again when
 * Redis has been away: whoever gets a message twice knows it by its number. While Redis is away
 * they wait, up to a number of bytes; when there are more, the oldest are dropped and counted.
 *
 * <p>Thread-safe: guarded by the lock, under which messages are handed to the connection, so that
 * they leave in the order in which they came.
 */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);

    private final Link link;
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private long droppedBefore;
    private boolean open;
    private int times;

    private static final class Waiting {
        private final String channel;
        private final byte[] message;
        private boolean done;

        private Waiting(String channel, byte[] message) {
            this.channel = channel;
            this.message = message;
        }
    }

    /**
     * @param limit bytes that may wait
     */
    Backlog(Link link, long limit) {
        this.link = link;
        this.limit = limit;
    }

    void send(String channel, byte[] message) {
        lock.lock();
        try {
            Waiting waiting = new Waiting(channel, message);
            queue.add(waiting);
            bytes += message.length;
            if (open) {
                publish(waiting);
            }
            dropOldest();
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        while (bytes > limit) {
            Waiting oldest = queue.remove();
            bytes -= oldest.message.length;
            if (!oldest.done && !open) {
                dropped++;
            }
        }
    }

    private void publish(Waiting waiting) {
        int time = times;
        link.publish(waiting.channel, waiting.message)
                .whenComplete((receivers, failure) -> answered(waiting, time, failure));
    }

    private void answered(Waiting waiting, int time, @Nullable Throwable failure) {
        lock.lock();
        try {
            if (failure == null) {
                waiting.done = true;
                forgetDone();
            } else if (time == times) {
                open = false;
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetDone() {
        for (Iterator<Waiting> oldest = queue.iterator(); oldest.hasNext(); ) {
            Waiting next = oldest.next();
            if (!next.done) {
                return;
            }
            bytes -= next.message.length;
            oldest.remove();
        }
    }

    /** Redis is there: sends what has waited, and what comes from now on at once. */
    void open() {
        lock.lock();
        try {
            open = true;
            times++;
            // Some may be answered at once, and leave the queue.
            List.copyOf(queue).forEach(this::publish);
            if (dropped > droppedBefore) {
                LOG.atWarn()
                        .addKeyValue("dropped", dropped - droppedBefore)
                        .log("other nodes have missed messages while Redis was away");
            }
            droppedBefore = dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Redis is away: lets messages wait. */
    void close() {
        lock.lock();
        try {
            open = false;
        } finally {
            lock.unlock();
        }
    }

    /** What Redis has not taken yet, in bytes. */
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
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
