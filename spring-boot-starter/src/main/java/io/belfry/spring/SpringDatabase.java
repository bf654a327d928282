package io.belfry.spring;

import io.belfry.outbox.Database;
import io.belfry.outbox.Sql;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** The database of the application, within the transactions that Spring keeps for each thread. */
final class SpringDatabase implements Database {
    private final DataSource source;

    SpringDatabase(DataSource source) {
        this.source = source;
    }

    @Override
    public <T> T join(Sql<T> work) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            // Not where the transaction is that of another database, or is being completed.
            boolean isTheirs =
                    TransactionSynchronizationManager.isSynchronizationActive()
                            && DataSourceUtils.isConnectionTransactional(connection, source)
                            && !connection.getAutoCommit();
            if (isTheirs) {
                return work.run(connection);
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
        return own(work);
    }

    @Override
    public <T> T own(Sql<T> work) throws SQLException {
        return Database.inTransaction(source, work);
    }
}
