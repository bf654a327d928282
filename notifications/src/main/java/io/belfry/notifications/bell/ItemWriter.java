package io.belfry.notifications.bell;

import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Marks;
import io.belfry.notifications.content.Sending;
import io.belfry.notifications.store.BellTable;
import io.belfry.notifications.store.NotificationTable;
import io.belfry.notifications.store.Placed;
import io.belfry.notifications.store.RowId;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Puts notifications into some bells, all in one transaction: locked at the beginning, written at
 * the end. Confined to the thread of the transaction; not thread-safe.
 */
public final class ItemWriter {
    private final Handle handle;
    private final Map<String, Counts> bells;
    private final Map<Group, Placed> groups = new HashMap<>();
    private final Map<UUID, Placed> added = new LinkedHashMap<>();
    private final Map<UUID, Placed> renewed = new LinkedHashMap<>();
    private final Map<String, Counts> changed = new HashMap<>();

    /** What items are gathered under. */
    private record Group(String userId, String type, String key) {}

    /**
     * What became of a notification.
     *
     * @param id of its item
     * @param isNew false when it brought one up to date that stood there already
     */
    public record Written(UUID id, boolean isNew) {}

    /**
     * Locks the bells.
     *
     * @param groupKeys all that will be put in may have
     */
    public ItemWriter(Handle handle, SortedSet<String> userIds, Set<String> groupKeys) {
        this.handle = handle;
        this.bells = BellTable.lock(handle, userIds);
        for (Placed each : NotificationTable.unreadAbout(handle, userIds, groupKeys)) {
            groups.put(group(each), each);
        }
    }

    /** Puts a notification into the bell of a user, which is locked. */
    public Written put(String userId, Sending sending) {
        Counts before = changed.getOrDefault(userId, bells.getOrDefault(userId, Counts.NONE));
        Placed earlier = earlier(userId, sending);
        if (earlier == null) {
            Item item = Item.of(RowId.next(sending.createdAt()), sending);
            add(added, place(userId, sending, item, before.adding(Marks.NONE)));
            return new Written(item.id(), true);
        }
        Item item = earlier.item().again(sending);
        Counts counts = before.replacing(earlier.item().marks(), item.marks());
        boolean isFresh = added.containsKey(item.id());
        add(isFresh ? added : renewed, place(userId, sending, item, counts));
        return new Written(item.id(), false);
    }

    private @Nullable Placed earlier(String userId, Sending sending) {
        String key = sending.groupKey();
        return key == null ? null : groups.get(new Group(userId, sending.type(), key));
    }

    /** The position is the version, which no two changes of a bell share. */
    private Placed place(String userId, Sending sending, Item item, Counts counts) {
        Counts next = counts.next();
        changed.put(userId, next);
        return new Placed(userId, sending.groupKey(), next.version(), item);
    }

    private void add(Map<UUID, Placed> rows, Placed row) {
        rows.put(row.item().id(), row);
        if (row.groupKey() != null) {
            groups.put(group(row), row);
        }
    }

    private static Group group(Placed row) {
        String key = row.groupKey();
        return new Group(row.userId(), row.item().type(), key == null ? "" : key);
    }

    /** Writes all that was put in, and what the bells show then. */
    public void flush() {
        NotificationTable.insert(handle, added.values());
        NotificationTable.renew(handle, renewed.values());
        BellTable.save(handle, changed);
    }
}
