package io.belfry.outbox;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.database.Dialect;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the outbox. Holds nothing. */
final class OutboxTables {
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

        static Waiting read(ResultSet row) throws SQLException {
            return new Waiting(
                    row.getLong("id"),
                    row.getString("idempotency_key"),
                    row.getString("name"),
                    row.getString("channels"),
                    row.getString("data"),
                    row.getString("except_socket"));
        }

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

    /** How many rows that made. */
    static int add(Handle handle, String name, Publication publication, Instant now) {
        SocketId except = publication.except();
        return handle.createUpdate(
                        """
                        INSERT INTO belfry_outbox
                            (connection, idempotency_key, name, channels, data, except_socket,
                                created_at)
                        VALUES (:connection, :key, :name, :channels, :data, :except, :now)
                        """)
                .bind("connection", name)
                .bind("key", publication.key())
                .bind("name", publication.name())
                .bind("channels", joined(publication.channels()))
                .bind("data", publication.data())
                .bind("except", except == null ? null : except.value())
                .bind("now", now)
                .execute();
    }

    private static String joined(List<ChannelName> channels) {
        return channels.stream().map(ChannelName::value).collect(Collectors.joining(SEPARATOR));
    }

    /** There is a row whose lock is the turn of a connection. */
    static void ensureTurn(Handle handle, String name) {
        Dialect.insertIfAbsent(
                handle,
                "belfry_outbox_turn",
                List.of("connection"),
                List.of(Map.of("connection", name)));
    }

    /** Keeps others from sending over the connection up to the commit; false when one does. */
    static boolean takeTurn(Handle handle, String name) {
        return handle.createQuery(
                        """
                        SELECT connection FROM belfry_outbox_turn WHERE connection = :connection
                        FOR UPDATE SKIP LOCKED
                        """)
                .bind("connection", name)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static List<Waiting> waiting(Handle handle, String name, int most) {
        return handle.createQuery(
                        """
                        SELECT id, idempotency_key, name, channels, data, except_socket
                        FROM belfry_outbox
                        WHERE connection = :connection AND failed_at IS NULL
                        ORDER BY id
                        LIMIT :most
                        """)
                .bind("connection", name)
                .bind("most", most)
                .map((row, context) -> Waiting.read(row))
                .list();
    }

    static void remove(Handle handle, long id) {
        handle.createUpdate("DELETE FROM belfry_outbox WHERE id = :id").bind("id", id).execute();
    }

    /** Keeps what will never be taken, for somebody to look at. */
    static void giveUp(Handle handle, long id, String failure, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE belfry_outbox SET failed_at = :now, failure = :failure WHERE id = :id
                        """)
                .bind("now", now)
                .bind("failure", failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)))
                .bind("id", id)
                .execute();
    }

    static long count(Handle handle, boolean failed) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM belfry_outbox WHERE failed_at IS "
                                + (failed ? "NOT NULL" : "NULL"))
                .mapTo(Long.class)
                .one();
    }
}
