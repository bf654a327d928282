package io.belfry.hub.webhook;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A time that moves only when it is told to, on a real thread. */
final class MovableTime implements Schedule, AutoCloseable {
    /** The time of the documented body whose signature is known. */
    static final long START_MILLIS = 1_700_000_000_123L;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger tasks = new AtomicInteger();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(
                    Comparator.comparingLong((Later task) -> task.at)
                            .thenComparingLong(task -> task.number));
    private volatile long now;
    private long numbers;

    private static final class Later {
        private final long at;
        private final long number;
        private final Runnable task;
        private volatile boolean cancelled;

        Later(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }
    }

    /** Lets so much time pass, and with it all that falls due, in order. */
    void passes(Duration time) {
        CompletableFuture.runAsync(() -> moveTo(now + time.toNanos()), thread).join();
    }

    /** Waits until the thread has done all that it was given so far. */
    void settles() {
        passes(Duration.ZERO);
    }

    /** How long it is until something falls due. */
    Duration untilNext() {
        return CompletableFuture.supplyAsync(this::next, thread).join();
    }

    /** How many tasks there have ever been. */
    int tasks() {
        return tasks.get();
    }

    @Override
    public long millis() {
        return START_MILLIS + TimeUnit.NANOSECONDS.toMillis(now);
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        tasks.incrementAndGet();
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            assert thread.isShutdown() : "only a stopped thread takes no task";
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        tasks.incrementAndGet();
        Later timer = new Later(now + delay.toNanos(), numbers++, task);
        later.add(timer);
        return () -> timer.cancelled = true;
    }

    @Override
    public void stop() {
        thread.shutdown();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Duration next() {
        later.removeIf(task -> task.cancelled);
        return Duration.ofNanos(later.element().at - now);
    }

    private void moveTo(long end) {
        while (!later.isEmpty() && later.peek().at <= end) {
            Later next = later.remove();
            now = Math.max(now, next.at);
            if (!next.cancelled) {
                next.task.run();
            }
        }
        now = end;
    }
}
