package io.belfry.outbox;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** The tables of the outbox, in the SQL that H2 and PostgreSQL share. Holds nothing. */
final class OutboxTables {
    private static final String HISTORY = "belfry_outbox_history";
    private static final String SEPARATOR = " ";
    private static final int LONGEST_FAILURE = 1_000;

    private OutboxTables() {}

    /** A row that waits, as it stands there: it may have been written by somebody else. */
    record Waiting(
            long id,
            String key,
            String name,
            String channels,
            String data,
            @Nullable String except) {

        /**
         * @throws IllegalArgumentException when the row is none of ours
         */
        Publication publication() {
            return new Publication(
                    name,
                    data,
                    Stream.of(channels.split(SEPARATOR, -1)).map(ChannelName::new).toList(),
                    except == null ? null : new SocketId(except),
                    key);
        }
    }

    static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:io/belfry/outbox/migration")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** How many rows that made. */
    static int add(Connection connection, String name, Publication publication, Instant now)
            throws SQLException {
        String sql =
                """
                INSERT INTO belfry_outbox
                    (connection, idempotency_key, name, channels, data, except_socket, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, name);
            insert.setString(2, publication.key());
            insert.setString(3, publication.name());
            insert.setString(4, joined(publication.channels()));
            insert.setString(5, publication.data());
            SocketId except = publication.except();
            insert.setString(6, except == null ? null : except.value());
            insert.setObject(7, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            return insert.executeUpdate();
        }
    }

    private static String joined(List<ChannelName> channels) {
        return channels.stream().map(ChannelName::value).collect(Collectors.joining(SEPARATOR));
    }

    /** Makes the row whose lock is the turn of a connection; how many rows that made. */
    static int addTurn(Connection connection, String name) throws SQLException {
        String sql = "INSERT INTO belfry_outbox_turn (connection) VALUES (?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, name);
            return insert.executeUpdate();
        }
    }

    static boolean hasTurn(Connection connection, String name) throws SQLException {
        String sql = "SELECT connection FROM belfry_outbox_turn WHERE connection = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Keeps others from sending over the connection up to the commit; false when one does. */
    static boolean takeTurn(Connection connection, String name) throws SQLException {
        String sql =
                "SELECT connection FROM belfry_outbox_turn WHERE connection = ? FOR UPDATE SKIP"
                        + " LOCKED";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static List<Waiting> waiting(Connection connection, String name, int most) throws SQLException {
        String sql =
                """
                SELECT id, idempotency_key, name, channels, data, except_socket
                FROM belfry_outbox
                WHERE connection = ? AND failed_at IS NULL
                ORDER BY id
                LIMIT ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            select.setInt(2, most);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(
                            new Waiting(
                                    row.getLong("id"),
                                    row.getString("idempotency_key"),
                                    row.getString("name"),
                                    row.getString("channels"),
                                    row.getString("data"),
                                    row.getString("except_socket")));
                }
            }
            return waiting;
        }
    }

    static void remove(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM belfry_outbox WHERE id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    /** Keeps what will never be taken, for somebody to look at. */
    static void giveUp(Connection connection, long id, String failure, Instant now)
            throws SQLException {
        String sql = "UPDATE belfry_outbox SET failed_at = ?, failure = ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(2, failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    static long count(Connection connection, boolean failed) throws SQLException {
        String sql =
                "SELECT COUNT(*) FROM belfry_outbox WHERE failed_at IS "
                        + (failed ? "NOT NULL" : "NULL");
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
