package io.belfry.hub.webhook;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Time, and the one thread that all webhook state is confined to. Tasks given to {@link #execute}
 * run in the order given; none runs beside another.
 */
interface Schedule extends Executor {

    /** The time of day, in milliseconds since 1970. */
    long millis();

    /** Time that only runs forward, in nanoseconds since some moment. */
    long nanos();

    /** Runs the task on the thread once the delay is over. */
    Timer after(Duration delay, Runnable task);

    /** Ends the thread; later tasks are discarded. */
    void stop();

    /** Something that will run later. */
    interface Timer {
        /** Keeps the task from running; does nothing when it has run. */
        void cancel();
    }
}
