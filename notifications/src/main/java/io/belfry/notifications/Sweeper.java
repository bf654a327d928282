package io.belfry.notifications;

import io.belfry.database.Database;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.bell.Sweep;
import io.belfry.notifications.store.DeliveryTable;
import io.belfry.notifications.store.DispatchTable;
import io.belfry.notifications.store.NotificationTable.Over;

import java.time.Clock;
import java.time.Instant;

/**
 * Deletes what is over: items, and what became of deliveries. Each transaction deletes some rows
 * only. Thread-safe: holds nothing of its own.
 */
final class Sweeper {
    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Sweep items;
    private final Retention retention;
    private final Clock clock;

    Sweeper(Database database, Sweep items, Retention retention, Clock clock) {
        this.database = database;
        this.items = items;
        this.retention = retention;
        this.clock = clock;
    }

    /** Deletes some of everything, and answers whether there may be more. */
    boolean work() {
        Instant now = Timestamp.now(clock);
        Instant before = now.minus(retention.deliveries());
        boolean more = items.work(Over.EXPIRED, now);
        more |= items.work(Over.OLD, now.minus(retention.items()));
        more |=
                database.own(handle -> DeliveryTable.deleteFinished(handle, before, AT_ONCE))
                        == AT_ONCE;
        more |=
                database.own(handle -> DispatchTable.deleteFinished(handle, before, AT_ONCE))
                        == AT_ONCE;
        return more;
    }
}
