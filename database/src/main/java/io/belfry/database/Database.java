package io.belfry.database;

import org.jdbi.v3.core.Jdbi;

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
     * begun already is worked with in time or after it, never lost. What is rolled back to a
     * savepoint is no longer gathered.
     *
     * @param more what to put to the rest; whatever merging throws is thrown here, and nothing is
     *     put there then
     */
    <T> void gather(T more, BeforeCommit<T> beforeCommit);

    /** A database without any transactions but those of {@link #own}. */
    static Database of(DataSource source) {
        return new PlainDatabase(Jdbi.create(new OwnConnections(source)));
    }
}
