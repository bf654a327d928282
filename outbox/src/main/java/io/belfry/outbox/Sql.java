package io.belfry.outbox;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Work with a database.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Sql<T> {
    T run(Connection connection) throws SQLException;
}
