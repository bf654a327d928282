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
    private boolean limited;
    private boolean telling;
    private int toldLast;

    /** The term of the lease in which Redis was told of them; 0 for never. */
    int term;

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

    /**
     * One more.
     *
     * @param max how many there may be; zero for any number
     */
    boolean add(int max) {
        if (max > 0 && count >= max) {
            return false;
        }
        count++;
        return true;
    }

    /** One less. */
    void remove() {
        count--;
    }

    /** From now on Redis lets in each. True when it was not so before in this term of the lease. */
    boolean limit(int current) {
        boolean before = limited && term == current;
        limited = true;
        return !before;
    }

    /** Whether Redis lets in each. */
    boolean isLimited() {
        return limited;
    }

    /** Whether Redis is to be told now; not while it is being told. */
    boolean beginsTelling() {
        if (telling) {
            return false;
        }
        telling = true;
        toldLast = count;
        return true;
    }

    /** Redis has been told. True when that is old already. */
    boolean endsTelling() {
        telling = false;
        return toldLast != count;
    }
}
