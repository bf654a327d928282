package io.belfry.database;

import org.jdbi.v3.core.Handle;

/**
 * Work with a database, within one transaction.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T> {

    /**
     * @param handle for this work only, nothing to keep
     * @throws org.jdbi.v3.core.JdbiException when the database refuses
     */
    T run(Handle handle);
}
