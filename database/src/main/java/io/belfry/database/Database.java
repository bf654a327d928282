package io.belfry.database;

import org.jdbi.v3.core.Jdbi;

import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * The database of an application, and the application's transactions in it. Whatever goes wrong in
 * the database is thrown as a {@link org.jdbi.v3.core.JdbiException}. Thread-safe.
 */
public interface Database {

    /** Works within the transaction of this thread, or in one of its own when there is none. */
    <T> T join(Work<T> work);

    /** Works in a transaction of its own, whatever the thread is in. */
    <T> T own(Work<T> work);

    /**
     * Runs something after the transaction of this thread has committed, and never when it is
     * rolled back; at once when there is none.
     */
    void afterCommit(Runnable action);

    /**
     * Gathers what a transaction is about, to work with all of it once, right before the commit and
     * within the transaction. Without a transaction that is at once; what comes when the commit has
     * begun already is worked with in time or after it, never lost. What a savepoint took back
     * stays gathered.
     *
     * @param key the same for all that is to be gathered together
     * @param start what is empty at first
     * @param add puts one thing in
     * @param beforeCommit may join the transaction; what it throws rolls that back
     */
    <T> void gather(
            Object key, Supplier<T> start, Consumer<T> add, Consumer<? super T> beforeCommit);

    /** A database without any transactions but those of {@link #own}. */
    static Database of(DataSource source) {
        return new PlainDatabase(Jdbi.create(new OwnConnections(source)));
    }
}
