package io.belfry.hub.channel;

import io.belfry.hub.event.Traffic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Those subscribers of one channel whose connections live on one loop, and what waits to be
 * delivered to them.
 *
 * <p>What waits goes out in passes. A pass merges frames up to {@value #MERGED_BYTES} bytes, so
 * that each subscriber is written to once for all of them, and may be interrupted after any
 * subscriber: a large channel does not keep its loop from the others. It reaches exactly the
 * subscribers that were there when it began and have not left.
 *
 * <p>Confined to that loop; not thread-safe. The number of the loop may be read by everybody.
 */
final class LoopShare {
    private static final int FIRST_CAPACITY = 1;
    private static final int MERGED_BYTES = 64 * 1024;

    private final int loop;
    private final Traffic traffic;
    private @Nullable Subscription[] subscriptions = new Subscription[FIRST_CAPACITY];
    private int size;
    private @Nullable Deque<Delivery> waiting;
    private @Nullable Pass pass;
    private int finishedBytes;

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
        place(subscription, size);
        size++;
    }

    /**
     * Takes one out. Whoever moves to its place loses nothing of a pass, and gets nothing twice.
     */
    void remove(Subscription subscription) {
        int hole = subscription.position;
        subscription.position = -1;
        Pass current = pass;
        if (current != null && hole < current.end) {
            hole = closeInside(current, hole);
        }
        size--;
        move(size, hole);
        subscriptions[size] = null;
    }

    /** Fills a hole among those whom a pass concerns with the last of them. The hole it leaves. */
    private int closeInside(Pass current, int hole) {
        if (hole < current.cursor) {
            // Somebody whose turn is over leaves: first another one of these takes its place.
            current.cursor--;
            move(current.cursor, hole);
            hole = current.cursor;
        }
        current.end--;
        move(current.end, hole);
        return current.end;
    }

    private void move(int from, int to) {
        Subscription moved = subscriptions[from];
        if (moved != null && from != to) {
            place(moved, to);
        }
    }

    private void place(Subscription subscription, int position) {
        subscriptions[position] = subscription;
        subscription.position = position;
    }

    /** Lets a frame wait for its pass. True when nothing was waiting before. */
    boolean enqueue(Delivery delivery) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        boolean first = waiting.isEmpty() && pass == null;
        waiting.add(delivery);
        return first;
    }

    boolean hasWork() {
        return pass != null || (waiting != null && !waiting.isEmpty());
    }

    /**
     * Goes on delivering.
     *
     * @param most how many subscribers at most
     * @return how many it were
     */
    int deliver(int most) {
        Pass current = pass == null ? begin() : pass;
        int from = current.cursor;
        int to = Math.min(current.end, from + most);
        while (current.cursor < to) {
            Subscription subscription = subscriptions[current.cursor];
            current.cursor++;
            if (subscription != null) {
                current.deliverTo(subscription);
            }
        }
        current.count(traffic);
        pass = current;
        if (current.isOver()) {
            pass = null;
            finishedBytes += current.length();
            waiting = waiting != null && waiting.isEmpty() ? null : waiting;
        }
        return to - from;
    }

    /** Bytes of the frames that have reached everybody since it was last asked. */
    int takeFinishedBytes() {
        int bytes = finishedBytes;
        finishedBytes = 0;
        return bytes;
    }

    private Pass begin() {
        Deque<Delivery> queue = waiting;
        List<Delivery> merged = new ArrayList<>(queue == null ? 0 : queue.size());
        int length = 0;
        while (queue != null && !queue.isEmpty()) {
            length += queue.element().frame().length();
            if (length > MERGED_BYTES && !merged.isEmpty()) {
                break;
            }
            merged.add(queue.remove());
        }
        return new Pass(merged, size);
    }
}
