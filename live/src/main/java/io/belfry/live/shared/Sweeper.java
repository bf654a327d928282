package io.belfry.live.shared;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sweeps every now and then, on a thread of its own: {@code Presence.sweep}, {@code
 * ActivityFeed.sweep}. What goes wrong is logged once for each time of trouble, and tried again.
 *
 * <p>Thread-safe: everything but the end is confined to that thread.
 */
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final String what;
    private final Duration every;
    private final BooleanSupplier sweep;
    private final Semaphore end = new Semaphore(0);
    private final Thread thread;
    private boolean failing;

    private Sweeper(String what, Duration every, BooleanSupplier sweep) {
        this.what = what;
        this.every = every;
        this.sweep = sweep;
        this.thread = Thread.ofVirtual().name("belfry-sweep-" + what).unstarted(this::work);
    }

    /**
     * Begins to sweep.
     *
     * @param what is swept, for the log
     * @param every at least 10 ms
     * @param sweep answers whether there may be more, and is then asked again at once
     * @throws IllegalArgumentException when that is too often
     */
    public static Sweeper start(String what, Duration every, BooleanSupplier sweep) {
        if (every.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("every is " + every + ", must be at least 10 ms");
        }
        Sweeper sweeper = new Sweeper(what, every, sweep);
        sweeper.thread.start();
        return sweeper;
    }

    private void work() {
        try {
            boolean more = false;
            while (!end.tryAcquire(more ? 0 : every.toNanos(), TimeUnit.NANOSECONDS)) {
                more = sweeps();
            }
        } catch (InterruptedException e) {
            LOG.warn("The sweeper of {} was interrupted and sweeps no more.", what);
        }
    }

    private boolean sweeps() {
        try {
            boolean more = sweep.getAsBoolean();
            failing = false;
            return more;
        } catch (RuntimeException | Error e) {
            // Without this thread nothing would ever be swept again.
            if (!failing) {
                LOG.warn("The sweeper of {} has to wait: {}", what, e.getMessage(), e);
            }
            failing = true;
            return false;
        }
    }

    /** Ends after the sweep that is being done. */
    @Override
    public void close() {
        end.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
