package io.belfry.hub.session;

import io.belfry.hub.channel.Loop;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop on the thread of the test, whose time passes when the test says so. */
final class HandTurnedLoop implements Loop {
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due));
    private Duration now = Duration.ZERO;

    private record Timer(Duration due, Runnable task) {}

    /** Lets time pass and runs what becomes due, each thing at its time. */
    void passes(Duration time) {
        Duration until = now.plus(time);
        while (!timers.isEmpty() && timers.peek().due.compareTo(until) <= 0) {
            Timer next = timers.remove();
            now = next.due;
            next.task.run();
        }
        now = until;
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
        schedule(task, Duration.ZERO);
    }

    @Override
    public void executeAfterSockets(Runnable task) {
        execute(task);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        timers.add(new Timer(now.plus(delay), task));
    }

    @Override
    public void flush() {
        // Nothing is ever written here.
    }
}
