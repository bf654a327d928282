package io.belfry.hub.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A loop that runs one task when the test says so, and whose clock moves with each flush. */
final class SteppedLoop implements Loop {
    private static final long FLUSH = Duration.ofMillis(1).toNanos();

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int socketTurns;
    private long now;

    long now() {
        return now;
    }

    /** How often tasks have given way to sockets. */
    int socketTurns() {
        return socketTurns;
    }

    /** Runs the next task; false when there is none. */
    boolean step() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    void runAll() {
        while (step()) {
            // Until nothing is left.
        }
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void executeAfterSockets(Runnable task) {
        socketTurns++;
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    public void flush() {
        now += FLUSH;
    }
}
