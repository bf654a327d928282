package io.belfry.broadcasting.queue;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.queue.MemoryQueueSettings.WhenFull;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one connection, and the thread that sends it, one after the other. An event that
 * fails for now holds up those behind it, as they must not overtake it.
 *
 * <p>Thread-safe: everything is guarded by the lock; nothing is sent under it.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryQueue.class);

    private static final long LAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final String connection;
    private final Driver driver;
    private final MemoryQueueSettings settings;
    private final Thread sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long dropped;
    private boolean ending;
    private long endsAt;

    private record Waiting(Publication publication, long since) {}

    Line(String connection, Driver driver, MemoryQueueSettings settings) {
        this.connection = connection;
        this.driver = driver;
        this.settings = settings;
        this.sender = Thread.ofVirtual().name("belfry-queue-" + connection).unstarted(this::work);
    }

    void start() {
        sender.start();
    }

    void add(Publication publication) {
        lock.lock();
        try {
            if (ending) {
                throw new IllegalStateException("the queue is closed");
            }
            makeRoom();
            waiting.add(new Waiting(publication, System.nanoTime()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        if (waiting.size() < settings.capacity()) {
            return;
        }
        if (settings.whenFull() == WhenFull.REFUSE) {
            throw new QueueFull(connection, settings.capacity());
        }
        waiting.removeFirst();
        if (dropped++ == 0) {
            LOG.warn(
                    "The queue of connection {} is full: {} events wait. The oldest are given up.",
                    connection,
                    settings.capacity());
        }
    }

    private void work() {
        int unsent = 0;
        try {
            for (Waiting next = next(); next != null; next = next()) {
                unsent = 1;
                deliver(next);
                unsent = 0;
            }
        } catch (InterruptedException e) {
            LOG.warn(
                    "Connection {} was closed with {} events unsent.",
                    connection,
                    unsent + waitingCount());
        }
    }

    /** The first that waits, taken out; null when there will be no more. */
    private @Nullable Waiting next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                tellOfDropped();
                if (ending) {
                    return null;
                }
                changed.await();
            }
            return waiting.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void tellOfDropped() {
        if (dropped > 0) {
            LOG.warn(
                    "The queue of connection {} is empty again; {} events were given up.",
                    connection,
                    dropped);
            dropped = 0;
        }
    }

    private void deliver(Waiting next) throws InterruptedException {
        for (int failures = 1; !isDone(next); failures++) {
            pause(settings.pauses().after(failures));
        }
    }

    /** Short once the queue is closed: there is not much time left. */
    private void pause(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.min(pause.toNanos(), ending ? LAST_PAUSE : Long.MAX_VALUE);
            boolean beganEnding = ending;
            while (left > 0 && ending == beganEnding) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tries once; false when it is worth another try. */
    private boolean isDone(Waiting next) {
        try {
            driver.send(next.publication());
        } catch (BroadcastFailed e) {
            if (e.isWorthAnotherTry() && !isOver(next)) {
                LOG.debug("Trying {} again: {}", next.publication().name(), e.getMessage());
                return false;
            }
            giveUp(next, e);
        } catch (RuntimeException | Error e) {
            // Whatever is wrong with this one, those behind it wait for this thread.
            giveUp(next, e);
        }
        return true;
    }

    private boolean isOver(Waiting next) {
        return System.nanoTime() - next.since() > settings.patience().toNanos();
    }

    private static void giveUp(Waiting next, Throwable e) {
        LOG.error(
                "The event {} on {} is given up: {}",
                next.publication().name(),
                next.publication().channels(),
                e.getMessage(),
                e);
    }

    private int waitingCount() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more. */
    void end() {
        lock.lock();
        try {
            if (!ending) {
                ending = true;
                endsAt = System.nanoTime() + settings.grace().toNanos();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is sent or the time is over. */
    void awaitEnd() {
        try {
            if (!sender.join(Duration.ofNanos(Math.max(1, endsAt - System.nanoTime())))) {
                sender.interrupt();
                sender.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            sender.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
