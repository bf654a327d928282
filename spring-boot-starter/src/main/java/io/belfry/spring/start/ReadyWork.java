package io.belfry.spring.start;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import java.util.function.Supplier;

/**
 * Work in the background that begins when everything of the application is there, and ends before
 * any of it goes. Thread-safe: guarded by its own lock.
 */
public final class ReadyWork implements SmartLifecycle {
    private final Supplier<? extends Work> beginning;
    private @Nullable Work work;

    /** What is being done. */
    @FunctionalInterface
    public interface Work {
        /** Ends after what is just being done. */
        void end();
    }

    /**
     * @param beginning begins the work
     */
    public ReadyWork(Supplier<? extends Work> beginning) {
        this.beginning = beginning;
    }

    @Override
    public synchronized void start() {
        if (work == null) {
            work = beginning.get();
        }
    }

    @Override
    public synchronized void stop() {
        if (work != null) {
            work.end();
            work = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return work != null;
    }
}
