package io.belfry.notifications.delivery;

import io.belfry.broadcasting.queue.Pauses;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Work that is done again and again by a thread of its own: as long as there is some, and then
 * whenever somebody says so or some time has passed. What goes wrong is told once for each time of
 * trouble, and the work goes on after a pause.
 *
 * <p>Thread-safe: everything but the signals is confined to that thread.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String what;
    private final Duration every;
    private final Step step;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean ending;
    private int failures;

    /** A piece of work, which should be short. */
    @FunctionalInterface
    public interface Step {

        /**
         * @return whether there may be more
         * @throws RuntimeException when it could not be done
         */
        boolean work();
    }

    /**
     * @param what is done, for the log: {@code deliveries over mail}
     * @param every when to look at the latest whether there is more
     */
    public Loop(String what, Duration every, Step step) {
        this.what = what;
        this.every = every;
        this.step = step;
        this.thread =
                Thread.ofVirtual().name("belfry-" + what.replace(' ', '-')).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There is something to do. */
    public void wake() {
        signals.release();
    }

    private void run() {
        try {
            while (!ending) {
                if (!works()) {
                    signals.tryAcquire(every.toNanos(), TimeUnit.NANOSECONDS);
                    signals.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The worker for {} was interrupted and works no more.", what);
        }
    }

    private boolean works() throws InterruptedException {
        try {
            boolean more = step.work();
            failures = 0;
            return more;
        } catch (RuntimeException | Error e) {
            // Without this thread nothing would ever be done again.
            pause(e);
            return true;
        }
    }

    private void pause(Throwable e) throws InterruptedException {
        if (failures++ == 0) {
            LOG.warn("The worker for {} has to wait: {}", what, e.getMessage(), e);
        }
        long until = System.nanoTime() + Pauses.USUAL.after(failures).toNanos();
        while (!ending && until - System.nanoTime() > 0) {
            signals.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    /** Ends after what is just being done. */
    @Override
    public void close() {
        ending = true;
        signals.release();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
