package io.belfry.redis.nodes;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The connections of an app to this node. Everything but {@link #in} and {@link #count()} is called
 * inside {@code in}, which lets in one thread at a time.
 */
final class ConnectionShare {
    private final ReentrantLock lock = new ReentrantLock();
    private int count;
    private int told;
    private boolean limited;

    <T> T in(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** How many there are. */
    int count() {
        return in(() -> count);
    }

    /** One more that Redis does not know of. */
    boolean add(int max) {
        if (max > 0 && count >= max) {
            return false;
        }
        count++;
        return true;
    }

    /** One more that Redis has let in. */
    boolean addTold() {
        count++;
        told++;
        return true;
    }

    /** One less. */
    void remove() {
        count--;
    }

    /** Redis knows of one less. */
    void untell() {
        told--;
    }

    /** Redis knows of all. */
    int tellAll() {
        told = count;
        return count;
    }

    boolean isTold() {
        return told == count;
    }

    /** From now on Redis must know of each at once. True when it was not so before. */
    boolean limit() {
        boolean before = limited;
        limited = true;
        return !before;
    }

    boolean isLimited() {
        return limited;
    }
}
