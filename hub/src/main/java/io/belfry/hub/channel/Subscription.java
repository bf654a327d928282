package io.belfry.hub.channel;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One subscriber on one channel. It is entered among the channel's subscribers before the shared
 * truth is asked, so that nothing is missed in between; what arrives meanwhile is held back until
 * {@link #start} says up to which change the subscriber has been told already.
 *
 * <p>Confined to the subscriber's event loop; not thread-safe.
 */
public final class Subscription {
    /** What may be held back, in bytes, while the shared truth is asked. */
    private static final int HELD_LIMIT = 1 << 20;

    private final ChannelName channel;
    private final Subscriber subscriber;
    private final @Nullable String userId;
    private boolean started;
    private boolean holding = true;
    private long knownUpTo;
    private @Nullable Queue<Held> held;
    private int heldBytes;
    private boolean overrun;

    /** Where it stands among the subscribers of its loop. */
    int position = -1;

    private record Held(Frame frame, long serial) {}

    /**
     * @param userId the member on a presence channel; null elsewhere
     */
    public Subscription(ChannelName channel, Subscriber subscriber, @Nullable String userId) {
        this.channel = channel;
        this.subscriber = subscriber;
        this.userId = userId;
    }

    public ChannelName channel() {
        return channel;
    }

    public @Nullable String userId() {
        return userId;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /**
     * Begins to pass frames on, those held back first.
     *
     * @param serial changes up to this one the subscriber knows already
     * @return false when more came than could be held back, so that something is missing
     */
    public boolean start(long serial) {
        started = true;
        holding = false;
        knownUpTo = serial;
        if (held != null) {
            held.forEach(each -> deliver(each.frame, each.serial));
            held = null;
            heldBytes = 0;
        }
        return !overrun;
    }

    /** Holds back once more, until the next start: the subscriber is about to be told all anew. */
    public void pause() {
        holding = true;
    }

    /** Whether the subscriber was ever told that it is on the channel. */
    public boolean isStarted() {
        return started;
    }

    /** Passes on what has no serials. */
    void deliver(Burst burst) {
        if (holding) {
            burst.frames().forEach(frame -> hold(frame, 0));
        } else {
            subscriber.offer(burst);
        }
    }

    void deliver(Frame frame, long serial) {
        if (holding) {
            hold(frame, serial);
        } else if (serial == 0) {
            subscriber.offer(frame);
        } else if (serial > knownUpTo) {
            knownUpTo = serial;
            subscriber.offer(frame);
        }
    }

    private void hold(Frame frame, long serial) {
        heldBytes += frame.length();
        if (heldBytes > HELD_LIMIT) {
            overrun = true;
            return;
        }
        if (held == null) {
            held = new ArrayDeque<>();
        }
        held.add(new Held(frame, serial));
    }
}
