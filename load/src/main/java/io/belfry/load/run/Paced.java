package io.belfry.load.run;

import io.belfry.load.wire.TesterLoop;

import java.util.concurrent.TimeUnit;

/**
 * What is to be done at a rate, whether or not the server keeps up. Confined to the tester's loop.
 */
interface Paced {
    /** So long at most what is late is made up for, before what has arrived is read. */
    long TURN = TimeUnit.MILLISECONDS.toNanos(5);

    /** Whether there is more to do. */
    boolean goesOn();

    /** When the next one is due, by {@link System#nanoTime}. */
    long nextDue();

    /** Does the one that is due, after which another is the next. */
    void doNext(long due);

    /**
     * Does all when it is due, until there is no more. A tester that cannot keep up is late, but
     * not deaf: it hears the server between two turns, and whoever wants to stop it.
     */
    default void keepUp(TesterLoop loop) {
        long turnEnds = System.nanoTime() + TURN;
        long now = System.nanoTime();
        while (goesOn() && nextDue() - now <= 0 && now - turnEnds < 0) {
            doNext(nextDue());
            now = System.nanoTime();
        }
        if (goesOn()) {
            // Also what is late: not before the sockets had their turn.
            loop.at(nextDue(), () -> keepUp(loop));
        }
    }
}
