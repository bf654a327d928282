package io.belfry.outbox;

import io.belfry.broadcasting.Transactions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** The transactions of an application, one for each thread, as a framework would keep them. */
final class GivenTransactions implements Database, Transactions {
    private final DataSource source;
    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private final ThreadLocal<List<Runnable>> afterwards = ThreadLocal.withInitial(ArrayList::new);

    GivenTransactions(DataSource source) {
        this.source = source;
    }

    /** Works in a transaction, and commits it. */
    void commits(Runnable work) throws SQLException {
        Database.inTransaction(
                source,
                connection -> {
                    within(connection, work);
                    return connection;
                });
        List<Runnable> actions = List.copyOf(afterwards.get());
        afterwards.get().clear();
        actions.forEach(Runnable::run);
    }

    /** Works in a transaction, and rolls it back. */
    void rollsBack(Runnable work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            within(connection, work);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        afterwards.get().clear();
    }

    private void within(Connection connection, Runnable work) {
        current.set(connection);
        try {
            work.run();
        } finally {
            current.remove();
        }
    }

    @Override
    public <T> T join(Sql<T> work) throws SQLException {
        Connection connection = current.get();
        return connection == null ? own(work) : work.run(connection);
    }

    @Override
    public <T> T own(Sql<T> work) throws SQLException {
        return Database.inTransaction(source, work);
    }

    @Override
    public void afterCommit(Runnable action) {
        if (current.get() == null) {
            action.run();
        } else {
            afterwards.get().add(action);
        }
    }
}
