package io.belfry.notifications.delivery;

import io.belfry.database.Database;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.store.DeliveryRow;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.notifications.store.DeliveryTable;
import io.belfry.notifications.store.NotificationTable;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What became of notifications over the routes beside the bell. Whatever goes wrong in the database
 * is thrown as a {@link org.jdbi.v3.core.JdbiException}. Thread-safe.
 */
public final class Deliveries {
    /** How many notifications a page may speak of at once. */
    public static final int MOST = 100;

    private static final String WHY_CANCELLED = "a page of the user has it in sight";

    private final Database database;
    private final List<String> unlessSeen;
    private final Clock clock;

    /**
     * @param routes that there are
     */
    public Deliveries(Database database, Collection<Route> routes, Clock clock) {
        this.database = database;
        this.unlessSeen = routes.stream().filter(Route::unlessSeen).map(Route::name).toList();
        this.clock = clock;
    }

    /**
     * A page of a user says that it has some notifications. Those of other users are passed over.
     *
     * @param visible whether the user looks at that page; then routes that are only for those who
     *     do not, need not bring them any more
     * @throws FieldRefused when these are more than {@value #MOST}
     */
    public void delivered(String userId, Collection<UUID> ids, boolean visible) {
        if (ids.size() > MOST) {
            throw new FieldRefused(
                    "ids", "ids has %d entries, at most %d".formatted(ids.size(), MOST));
        }
        if (!ids.isEmpty()) {
            database.join(handle -> delivered(handle, userId, ids, visible));
        }
    }

    private int delivered(Handle handle, String userId, Collection<UUID> ids, boolean visible) {
        var now = Timestamp.now(clock);
        DeliveryTable.delivered(handle, userId, ids, Notification.BROADCAST, now);
        if (visible) {
            DeliveryTable.cancel(handle, userId, ids, unlessSeen, WHY_CANCELLED, now);
        }
        return ids.size();
    }

    /**
     * How far a notification has come, by route: the latest that was sent over it, when the item
     * was brought up to date since.
     */
    public Map<String, Outcome> of(UUID notificationId) {
        return database.join(handle -> {
            Item item = NotificationTable.find(handle, notificationId).orElse(null);
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            for (DeliveryRow row : DeliveryTable.of(handle, notificationId)) {
                outcomes.put(row.route(), outcome(row, item));
            }
            return outcomes;
        });
    }

    private static Outcome outcome(DeliveryRow row, @Nullable Item item) {
        return new Outcome(state(row, item), row.attempts(), row.failure(), row.dueAt());
    }

    /** What was sent follows what its user has done since. */
    private static DeliveryState state(DeliveryRow row, @Nullable Item item) {
        if (row.state() != DeliveryState.SENT) {
            return row.state();
        }
        if (item != null && item.readAt() != null) {
            return DeliveryState.READ;
        }
        if (item != null && item.seenAt() != null) {
            return DeliveryState.SEEN;
        }
        return row.deliveredAt() == null ? DeliveryState.SENT : DeliveryState.DELIVERED;
    }
}
