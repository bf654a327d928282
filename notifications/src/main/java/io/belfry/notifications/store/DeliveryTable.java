package io.belfry.notifications.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The deliveries of all routes. What is due is found by {@code due_at} alone, which is null for all
 * that is finished, and is the end of the claim for all that somebody works on. Holds nothing.
 */
public final class DeliveryTable {
    /** What nobody works on, and nobody has finished. */
    private static final String WAITS =
            "due_at IS NOT NULL AND (claimed_until IS NULL OR claimed_until <= :now)";

    private DeliveryTable() {}

    public static void insert(Handle handle, Collection<NewDelivery> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO belfry_delivery
                            (id, notification_id, user_id, route, type, importance, content, state,
                                due_at, attempts, created_at, expires_at)
                        VALUES (:id, :notificationId, :userId, :route, :type, :importance,
                            :content, :state, :dueAt, 0, :createdAt, :expiresAt)
                        """);
        for (NewDelivery each : rows) {
            batch.bind("id", each.id())
                    .bind("notificationId", each.notificationId())
                    .bind("userId", each.userId())
                    .bind("route", each.route())
                    .bind("type", each.type())
                    .bind("importance", each.importance().word())
                    .bind("content", each.content())
                    .bind("state", each.state().word())
                    .bind("dueAt", each.dueAt())
                    .bind("createdAt", each.createdAt())
                    .bind("expiresAt", each.expiresAt())
                    .add();
        }
        batch.execute();
    }

    /**
     * Lets those that wait already carry what has changed meanwhile: what they bring is looked up
     * when they are due.
     *
     * @return those of which none waits
     */
    public static List<NewDelivery> renew(
            Handle handle, Collection<NewDelivery> rows, Instant now) {
        if (rows.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_delivery
                        SET content = :content, importance = :importance, expires_at = :expiresAt
                        WHERE notification_id = :notificationId AND route = :route AND
                        """
                                + WAITS);
        for (NewDelivery each : rows) {
            batch.bind("content", each.content())
                    .bind("importance", each.importance().word())
                    .bind("expiresAt", each.expiresAt())
                    .bind("notificationId", each.notificationId())
                    .bind("route", each.route())
                    .bind("now", now)
                    .add();
        }
        int[] changed = batch.execute();
        List<NewDelivery> others = new ArrayList<>();
        int at = 0;
        for (NewDelivery each : rows) {
            if (changed[at++] == 0) {
                others.add(each);
            }
        }
        return others;
    }

    /** Claims what is due on a route, and keeps others from it until then. */
    public static List<Claimed> claim(
            Handle handle, String route, Instant now, Instant until, int most) {
        List<UUID> ids =
                handle.createQuery(
                                """
                                SELECT id FROM belfry_delivery
                                WHERE route = :route AND due_at <= :now
                                ORDER BY due_at LIMIT :most
                                FOR UPDATE SKIP LOCKED
                                """)
                        .bind("route", route)
                        .bind("now", now)
                        .bind("most", most)
                        .mapTo(UUID.class)
                        .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_delivery
                        SET due_at = :until, claimed_until = :until, attempts = attempts + 1
                        WHERE id = :id
                        """);
        ids.forEach(id -> batch.bind("until", until).bind("id", id).add());
        batch.execute();
        return ClaimedRows.read(handle, new Claim(route, until), Set.copyOf(ids));
    }

    /**
     * Writes what came of some attempts on a route, of those whose claim still holds. Rows that
     * somebody else has locked are passed over, so that nobody waits for anybody.
     *
     * @return the rows that were not locked
     */
    public static Set<UUID> end(Handle handle, String route, List<Ending> endings) {
        Set<UUID> free = new HashSet<>();
        endings.stream()
                .map(each -> new Claim(route, each.claimedUntil()))
                .distinct()
                .forEach(claim -> free.addAll(lockFree(handle, claim)));
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE belfry_delivery
                        SET state = :state, failure = COALESCE(:failure, failure),
                            due_at = :dueAt, claimed_until = NULL, attempts = :attempts,
                            finished_at = :finishedAt
                        WHERE id = :id AND claimed_until = :claimedUntil
                        """);
        for (Ending each : endings) {
            if (free.contains(each.id())) {
                bind(batch, each).add();
            }
        }
        if (!free.isEmpty()) {
            batch.execute();
        }
        return free;
    }

    private static PreparedBatch bind(PreparedBatch batch, Ending ending) {
        return batch.bind("id", ending.id())
                .bind("claimedUntil", ending.claimedUntil())
                .bind("state", ending.state().word())
                .bind("attempts", ending.attempts())
                .bind("failure", ending.why() == null ? null : Columns.reason(ending.why()))
                .bind("dueAt", ending.dueAt())
                .bind("finishedAt", ending.dueAt() == null ? ending.at() : null);
    }

    private static List<UUID> lockFree(Handle handle, Claim claim) {
        return claim.bindTo(
                        handle.createQuery(
                                "SELECT id FROM belfry_delivery WHERE "
                                        + Claim.CONDITION
                                        + " FOR UPDATE SKIP LOCKED"))
                .mapTo(UUID.class)
                .list();
    }

    /** A page has these. */
    public static void delivered(
            Handle handle,
            String userId,
            Collection<UUID> notifications,
            String route,
            Instant now) {
        handle.createUpdate(
                        """
                        UPDATE belfry_delivery SET delivered_at = :now
                        WHERE notification_id IN (<ids>) AND user_id = :userId AND route = :route
                            AND delivered_at IS NULL
                        """)
                .bind("now", now)
                .bind("userId", userId)
                .bind("route", route)
                .bindList("ids", List.copyOf(notifications))
                .execute();
    }

    /** Ends those over some routes that nobody works on. */
    public static void cancel(
            Handle handle,
            String userId,
            Collection<UUID> notifications,
            Collection<String> routes,
            String why,
            Instant now) {
        if (notifications.isEmpty() || routes.isEmpty()) {
            return;
        }
        handle.createUpdate(cancelling("AND user_id = :userId AND route IN (<routes>)"))
                .bind("userId", userId)
                .bind("why", why)
                .bind("now", now)
                .bindList("ids", List.copyOf(notifications))
                .bindList("routes", List.copyOf(routes))
                .execute();
    }

    /** Ends those over any route that nobody works on. */
    public static void cancel(
            Handle handle, Collection<UUID> notifications, String why, Instant now) {
        if (notifications.isEmpty()) {
            return;
        }
        handle.createUpdate(cancelling(""))
                .bind("why", why)
                .bind("now", now)
                .bindList("ids", List.copyOf(notifications))
                .execute();
    }

    private static String cancelling(String condition) {
        return """
        UPDATE belfry_delivery
        SET state = 'cancelled', failure = :why, due_at = NULL, claimed_until = NULL,
            finished_at = :now
        WHERE notification_id IN (<ids>) AND
        """
                + WAITS
                + " "
                + condition;
    }

    /** All of a notification, the oldest first. */
    public static List<DeliveryRow> of(Handle handle, UUID notificationId) {
        return handle.createQuery(
                        """
                        SELECT user_id, route, state, due_at, attempts, failure, created_at,
                            delivered_at
                        FROM belfry_delivery WHERE notification_id = :id ORDER BY created_at, id
                        """)
                .bind("id", notificationId)
                .map((row, context) -> read(row))
                .list();
    }

    /** Deletes what was finished before a time, and answers how many that were. */
    public static int deleteFinished(Handle handle, Instant before, int most) {
        return handle.createUpdate(
                        """
                        DELETE FROM belfry_delivery WHERE id IN (
                            SELECT id FROM belfry_delivery WHERE finished_at < :before
                            ORDER BY finished_at LIMIT :most)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    private static DeliveryRow read(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getString("user_id"),
                row.getString("route"),
                DeliveryState.of(row.getString("state")),
                Columns.timeOrNull(row, "due_at"),
                row.getInt("attempts"),
                row.getString("failure"),
                Columns.time(row, "created_at"),
                Columns.timeOrNull(row, "delivered_at"));
    }
}
