package io.belfry.hub.channel;

import java.time.Duration;

/**
 * One event loop: a thread that owns its connections for life, so that their state needs no locks.
 *
 * <p>Thread-safe, except {@link #flush()}.
 */
public interface Loop {

    /** Its number among the loops of its hub, from zero. */
    int index();

    /** Whether the calling thread is this loop's. */
    boolean isCurrent();

    /** Runs a task on this loop, after everything handed over before. */
    void execute(Runnable task);

    /**
     * Runs a task on this loop, after its sockets have had their turn: what goes on for long gives
     * way to them with this. {@link #execute} would run it before.
     */
    void executeAfterSockets(Runnable task);

    /** Runs a task on this loop once, not before the delay is over. */
    void schedule(Runnable task, Duration delay);

    /** Sends what was written in this turn, once per connection. On the loop only. */
    void flush();
}
