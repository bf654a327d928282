package io.belfry.database;

import org.jdbi.v3.core.ConnectionFactory;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Connections for transactions of one's own. A pool may be set to give out such as commit nothing
 * by themselves; on those Jdbi would take itself to be within a transaction of somebody else, and
 * never commit. Pools undo it when they get a connection back. Immutable.
 */
record OwnConnections(DataSource source) implements ConnectionFactory {
    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = source.getConnection();
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        return connection;
    }
}
