package io.belfry.notifications.bell;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.database.Database;
import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.store.BellTable;
import io.belfry.notifications.store.DeliveryTable;
import io.belfry.notifications.store.NotificationTable;
import io.belfry.notifications.store.NotificationTable.Kept;
import io.belfry.notifications.store.NotificationTable.Over;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deletes items whose time is over, in bounded pieces, with the counts of their bells; open pages
 * are told. Several processes may do so at once. Thread-safe: holds nothing of its own.
 */
public final class Sweep {
    private static final int AT_ONCE = 500;
    private static final String WHY_CANCELLED = "the item is over";

    private final Database database;
    private final Broadcaster broadcaster;
    private final UserChannel channel;

    public Sweep(Database database, Broadcaster broadcaster, UserChannel channel) {
        this.database = database;
        this.broadcaster = broadcaster;
        this.channel = channel;
    }

    /** What was deleted from one bell. */
    private record Deleted(String userId, List<UUID> ids, Counts bell) {}

    /**
     * Deletes some items whose time was over before another.
     *
     * @return whether there may be more
     */
    public boolean work(Over over, Instant before) {
        List<Kept> some =
                database.own(handle -> NotificationTable.over(handle, over, before, AT_ONCE));
        if (some.isEmpty()) {
            return false;
        }
        List<Deleted> deleted = database.own(handle -> delete(handle, over, before, some));
        deleted.forEach(this::tell);
        return some.size() == AT_ONCE;
    }

    /** What was found may have changed before the bells were locked. */
    private static List<Deleted> delete(
            Handle handle, Over over, Instant before, List<Kept> found) {
        TreeSet<String> users =
                found.stream().map(Kept::userId).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Counts> bells = BellTable.lock(handle, users);
        List<UUID> ids = found.stream().map(Kept::id).toList();
        Map<String, List<Kept>> still =
                NotificationTable.stillOver(handle, over, before, ids).stream()
                        .collect(Collectors.groupingBy(Kept::userId));
        List<Deleted> deleted = new ArrayList<>();
        still.forEach((userId, items) ->
                deleted.add(deleted(userId, items, bells.getOrDefault(userId, Counts.NONE))));
        List<UUID> gone = deleted.stream().flatMap(each -> each.ids().stream()).toList();
        NotificationTable.delete(handle, gone);
        DeliveryTable.cancel(handle, gone, WHY_CANCELLED, before);
        Map<String, Counts> after = new HashMap<>();
        deleted.forEach(each -> after.put(each.userId(), each.bell()));
        BellTable.save(handle, after);
        return deleted;
    }

    private static Deleted deleted(String userId, List<Kept> items, Counts bell) {
        Counts counts = bell;
        for (Kept each : items) {
            counts = counts.removing(each.marks());
        }
        return new Deleted(userId, items.stream().map(Kept::id).toList(), counts.next());
    }

    private void tell(Deleted deleted) {
        channel.of(deleted.userId()).stream()
                .flatMap(pages -> BellChange.deleted(pages, deleted.ids(), deleted.bell()).stream())
                .forEach(event -> broadcaster.broadcast(event).send());
    }
}
