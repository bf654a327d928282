package io.belfry.hub.channel;

import io.belfry.hub.event.Traffic;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Those subscribers of one channel whose connections live on one loop.
 *
 * <p>Confined to that loop; not thread-safe. The number of the loop may be read by everybody.
 */
final class LoopShare {
    private static final int FIRST_CAPACITY = 1;

    private final int loop;
    private final Traffic traffic;
    private @Nullable Subscription[] subscriptions = new Subscription[FIRST_CAPACITY];
    private int size;

    LoopShare(int loop, Traffic traffic) {
        this.loop = loop;
        this.traffic = traffic;
    }

    int loop() {
        return loop;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(Subscription subscription) {
        if (size == subscriptions.length) {
            subscriptions = Arrays.copyOf(subscriptions, size * 2);
        }
        subscription.position = size;
        subscriptions[size] = subscription;
        size++;
    }

    /** Takes one out; the last one moves to its place. */
    void remove(Subscription subscription) {
        int hole = subscription.position;
        size--;
        Subscription last = subscriptions[size];
        subscriptions[size] = null;
        if (last != null && hole != size) {
            subscriptions[hole] = last;
            last.position = hole;
        }
        subscription.position = -1;
    }

    void deliver(Frame frame, @Nullable SocketId except, long serial) {
        int told = 0;
        for (int i = 0; i < size; i++) {
            Subscription subscription = subscriptions[i];
            if (subscription != null && !isExcepted(subscription, except)) {
                subscription.deliver(frame, serial);
                told++;
            }
        }
        traffic.sent(told, (long) told * frame.length());
    }

    private static boolean isExcepted(Subscription subscription, @Nullable SocketId except) {
        return except != null && except.equals(subscription.subscriber().socketId());
    }
}
