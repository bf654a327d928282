package io.belfry.spring.transaction;

import io.belfry.broadcasting.Transactions;
import io.belfry.database.BeforeCommit;
import io.belfry.database.Database;
import io.belfry.database.Work;
import io.belfry.spring.UnwrittenWork;

import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.springframework.jdbc.datasource.DataSourceUtils;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * The database of the application, within the transactions that Spring keeps for each thread.
 * Thread-safe.
 */
final class SpringDatabase implements Database {
    private final DataSource source;
    private final UnwrittenWork unwritten;
    private final Transactions transactions = new SpringTransactions();
    private final Jdbi joining;
    private final Database alone;

    SpringDatabase(DataSource source, UnwrittenWork unwritten) {
        this.source = source;
        this.unwritten = unwritten;
        this.joining = Jdbi.create(new Joining(source));
        // The transaction is ended by whoever began it.
        this.joining.getConfig(Handles.class).setForceEndTransactions(false);
        this.alone = Database.of(source);
    }

    private record Joining(DataSource source) implements ConnectionFactory {
        @Override
        public Connection openConnection() {
            return DataSourceUtils.getConnection(source);
        }

        @Override
        public void closeConnection(Connection connection) {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    @Override
    public <T> T join(Work<T> work) {
        try (Handle handle = joining.open()) {
            if (isTheirs(handle.getConnection())) {
                return work.run(handle);
            }
        }
        return own(work);
    }

    /**
     * Not where there is only a scope without a transaction, where the transaction is that of
     * another database, or is being completed.
     */
    private boolean isTheirs(Connection connection) {
        try {
            return SpringTransactions.isInTransaction()
                    && DataSourceUtils.isConnectionTransactional(connection, source)
                    && !connection.getAutoCommit();
        } catch (SQLException e) {
            throw new IllegalStateException("the connection does not say what it is in", e);
        }
    }

    @Override
    public <T> T own(Work<T> work) {
        return alone.own(work);
    }

    @Override
    public void afterCommit(Runnable action) {
        transactions.afterCommit(action);
    }

    @Override
    public <T> void gather(T more, BeforeCommit<T> beforeCommit) {
        SpringTransactions.gather(more, beforeCommit, unwritten);
    }
}
