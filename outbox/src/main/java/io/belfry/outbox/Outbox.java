package io.belfry.outbox;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.queue.BroadcastQueue;
import io.belfry.database.Database;
import io.belfry.database.Migrations;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

/**
 * A queue in the database of the application. What is broadcast within a transaction is written by
 * that transaction: it is told if and only if that commits, be the server away for an hour or this
 * process gone right after. Over each connection everything is sent in the order in which it was
 * written, by one process at a time. What was sent and could not be deleted is sent again with the
 * same key, which a Belfry hub tells once.
 *
 * <p>What a server refuses for good stays in the table {@code belfry_outbox} with its reason.
 *
 * <p>Thread-safe.
 */
public final class Outbox implements BroadcastQueue {
    private static final String BEFORE = "belfry_outbox_add";

    private final Database database;
    private final Map<String, Relay> relays = new HashMap<>();
    private volatile boolean closed;

    private Outbox(Database database, Map<String, Driver> connections, OutboxSettings settings) {
        this.database = database;
        connections.forEach(
                (name, driver) -> relays.put(name, new Relay(database, name, driver, settings)));
    }

    /**
     * Makes the tables if they are not there: {@code belfry_outbox} and {@code belfry_outbox_turn}.
     *
     * @throws org.flywaydb.core.api.FlywayException when the database refuses
     */
    public static void migrate(DataSource source) {
        Migrations.apply(source, "outbox");
    }

    /**
     * Opens an outbox, which begins to send what waits in it.
     *
     * @param connections by name; the outbox does not close them
     * @throws IllegalStateException when the database refuses, for example as the tables are not
     *     there
     */
    public static Outbox open(
            Database database, Map<String, Driver> connections, OutboxSettings settings) {
        try {
            database.own(sql -> {
                connections.keySet().stream()
                        .sorted()
                        .forEach(name -> OutboxTables.ensureTurn(sql, name));
                return sql;
            });
        } catch (JdbiException e) {
            throw new IllegalStateException("the outbox cannot be opened: " + e.getMessage(), e);
        }
        Outbox outbox = new Outbox(database, connections, settings);
        outbox.relays.values().forEach(Relay::start);
        return outbox;
    }

    @Override
    public boolean joinsTransactions() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the database does not take it, too
     */
    @Override
    public void add(String connection, Publication publication) {
        Relay relay = relays.get(connection);
        if (relay == null) {
            throw new IllegalArgumentException("there is no connection " + connection);
        }
        if (closed) {
            throw new IllegalStateException("the outbox is closed");
        }
        try {
            database.join(sql -> add(sql, connection, publication));
        } catch (JdbiException e) {
            throw new IllegalStateException(
                    "the event %s could not be written to the outbox: %s"
                            .formatted(publication.name(), e.getMessage()),
                    e);
        }
        database.afterCommit(relay::wake);
    }

    /** Whatever goes wrong, the application's own transaction can go on. */
    private static int add(Handle sql, String connection, Publication publication) {
        sql.savepoint(BEFORE);
        try {
            int rows = OutboxTables.add(sql, connection, publication, Instant.now());
            sql.releaseSavepoint(BEFORE);
            return rows;
        } catch (JdbiException e) {
            sql.rollbackToSavepoint(BEFORE);
            throw e;
        }
    }

    /**
     * How many events wait to be sent.
     *
     * @throws JdbiException when the database does not answer
     */
    public long waiting() {
        return database.own(connection -> OutboxTables.count(connection, false));
    }

    /**
     * How many events servers have refused for good.
     *
     * @throws JdbiException when the database does not answer
     */
    public long failed() {
        return database.own(connection -> OutboxTables.count(connection, true));
    }

    /** Takes no more and ends after what is just being sent; the rest is for the next start. */
    @Override
    public void close() {
        closed = true;
        relays.values().forEach(Relay::end);
        relays.values().forEach(Relay::awaitEnd);
    }
}
