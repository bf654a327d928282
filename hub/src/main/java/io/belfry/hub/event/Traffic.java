package io.belfry.hub.event;

import java.util.concurrent.atomic.LongAdder;

/**
 * How much one app has moved through this node since start. Counted instead of told as events,
 * because it changes with every message.
 *
 * <p>Thread-safe: built of adders.
 */
public final class Traffic {
    private final LongAdder messagesIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder messagesOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder published = new LongAdder();

    /** One message of a client, its payload in bytes. */
    public void received(int bytes) {
        messagesIn.increment();
        bytesIn.add(bytes);
    }

    /** So many frames to clients, their bytes on the wire in all. */
    public void sent(int frames, long bytes) {
        messagesOut.add(frames);
        bytesOut.add(bytes);
    }

    /** One event that the app published to one channel. */
    public void eventPublished() {
        published.increment();
    }

    public long messagesIn() {
        return messagesIn.sum();
    }

    public long bytesIn() {
        return bytesIn.sum();
    }

    public long messagesOut() {
        return messagesOut.sum();
    }

    public long bytesOut() {
        return bytesOut.sum();
    }

    public long eventsPublished() {
        return published.sum();
    }
}
