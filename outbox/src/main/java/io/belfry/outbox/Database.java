package io.belfry.outbox;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * The database of the application. One that knows the application's transactions lets {@link #join}
 * take part in the one of the current thread. Thread-safe.
 */
public interface Database {

    /** Works within the transaction of this thread, or in one of its own when there is none. */
    <T> T join(Sql<T> work) throws SQLException;

    /** Works in a transaction of its own, whatever the thread is in. */
    <T> T own(Sql<T> work) throws SQLException;

    /** A database without any transactions but those of {@link #own}. */
    static Database of(DataSource source) {
        return new Database() {
            @Override
            public <T> T join(Sql<T> work) throws SQLException {
                return own(work);
            }

            @Override
            public <T> T own(Sql<T> work) throws SQLException {
                return inTransaction(source, work);
            }
        };
    }

    /**
     * Works in a new transaction: commits it, or rolls it back when the work throws.
     *
     * @throws SQLException when the work, or the commit, fails
     */
    static <T> T inTransaction(DataSource source, Sql<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }
}
