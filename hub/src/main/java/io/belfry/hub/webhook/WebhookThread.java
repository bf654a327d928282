package io.belfry.hub.webhook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * The real time, on a daemon thread that starts with the first task: a hub whose apps have no
 * webhooks never has it.
 *
 * <p>Thread-safe: an executor inside.
 */
final class WebhookThread implements Schedule {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookThread.class);

    private final ScheduledThreadPoolExecutor executor;

    WebhookThread() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().name("belfry-webhooks").daemon().factory(),
                        new DiscardPolicy());
        // Most timers are cancelled long before their time: the time limit of a call that went
        // well.
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        ScheduledFuture<?> future =
                executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void stop() {
        executor.shutdown();
    }

    /** An executor keeps to itself what a task throws. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("webhooks stumbled", e);
            }
        };
    }
}
