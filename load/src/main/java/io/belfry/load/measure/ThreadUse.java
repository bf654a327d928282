package io.belfry.load.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * What a thread of this process has used so far.
 *
 * <p>Immutable.
 */
public final class ThreadUse {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long id;

    private ThreadUse(long id) {
        this.id = id;
    }

    /** The thread that calls. */
    public static ThreadUse own() {
        return new ThreadUse(Thread.currentThread().threadId());
    }

    /** Processor time, user and system together; zero when it cannot be told. */
    public Duration cpu() {
        return THREADS.isThreadCpuTimeSupported()
                ? Duration.ofNanos(Math.max(0, THREADS.getThreadCpuTime(id)))
                : Duration.ZERO;
    }
}
