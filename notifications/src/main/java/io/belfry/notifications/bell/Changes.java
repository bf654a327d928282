package io.belfry.notifications.bell;

import io.belfry.fields.Timestamp;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.content.Marks;
import io.belfry.notifications.store.BellTable;
import io.belfry.notifications.store.DeliveryTable;
import io.belfry.notifications.store.NotificationTable;
import io.belfry.notifications.store.NotificationTable.Marked;
import io.belfry.notifications.store.Placed;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes of one bell, items and counts together, under the lock of the bell. Confined to the
 * thread of a transaction; not thread-safe.
 */
final class Changes {
    /** How many rows one statement touches. */
    private static final int AT_ONCE = 1_000;

    private static final String WHY_CANCELLED = "the item was deleted";

    private final Instant now;
    private boolean any;

    Changes(Clock clock) {
        this.now = Timestamp.now(clock);
    }

    /** Whether anything was changed. */
    boolean any() {
        return any;
    }

    Optional<ChangedItem> mark(Handle handle, String userId, UUID id, Mark mark) {
        Optional<Counts> bell = BellTable.lock(handle, userId);
        Optional<Placed> found = NotificationTable.find(handle, userId, id);
        if (bell.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        Item item = found.get().item();
        Marks after = item.marks().with(mark, now);
        if (after.equals(item.marks())) {
            return Optional.of(new ChangedItem(item, bell.get()));
        }
        NotificationTable.mark(handle, List.of(new Marked(id, after)));
        Counts counts = save(handle, userId, bell.get().replacing(item.marks(), after));
        return Optional.of(new ChangedItem(item.withMarks(after), counts));
    }

    Optional<Counts> markAll(Handle handle, String userId, Mark mark, @Nullable UUID upTo) {
        Counts bell = BellTable.lock(handle, userId).orElse(Counts.NONE);
        Optional<Long> end = end(handle, userId, upTo);
        return end.map(position -> markAll(handle, userId, mark, position, bell));
    }

    private Counts markAll(Handle handle, String userId, Mark mark, long upTo, Counts bell) {
        Counts counts = bell;
        List<Marked> some;
        do {
            some = NotificationTable.withoutMark(handle, userId, mark, upTo, AT_ONCE);
            List<Marked> marked =
                    some.stream()
                            .map(each -> new Marked(each.id(), each.marks().with(mark, now)))
                            .toList();
            NotificationTable.mark(handle, marked);
            for (int i = 0; i < some.size(); i++) {
                counts = counts.replacing(some.get(i).marks(), marked.get(i).marks());
            }
            any |= !some.isEmpty();
        } while (some.size() == AT_ONCE);
        return any ? save(handle, userId, counts) : bell;
    }

    Optional<Counts> delete(Handle handle, String userId, UUID id) {
        Optional<Counts> bell = BellTable.lock(handle, userId);
        Optional<Placed> found = NotificationTable.find(handle, userId, id);
        if (bell.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        remove(handle, List.of(id));
        return Optional.of(save(handle, userId, bell.get().removing(found.get().item().marks())));
    }

    Optional<Counts> deleteAll(Handle handle, String userId, @Nullable UUID upTo) {
        Counts bell = BellTable.lock(handle, userId).orElse(Counts.NONE);
        Optional<Long> end = end(handle, userId, upTo);
        return end.map(position -> deleteAll(handle, userId, position, bell));
    }

    private Counts deleteAll(Handle handle, String userId, long upTo, Counts bell) {
        Counts counts = bell;
        List<Marked> some;
        do {
            some = NotificationTable.upTo(handle, userId, upTo, AT_ONCE);
            remove(handle, some.stream().map(Marked::id).toList());
            for (Marked each : some) {
                counts = counts.removing(each.marks());
            }
            any |= !some.isEmpty();
        } while (some.size() == AT_ONCE);
        return any ? save(handle, userId, counts) : bell;
    }

    /** What waits to go out over other routes is not wanted any more, either. */
    private void remove(Handle handle, List<UUID> ids) {
        NotificationTable.delete(handle, ids);
        DeliveryTable.cancel(handle, ids, WHY_CANCELLED, now);
    }

    /** The position of an item; that of all items when none is named, and empty when it is gone. */
    private static Optional<Long> end(Handle handle, String userId, @Nullable UUID upTo) {
        return upTo == null
                ? Optional.of(Long.MAX_VALUE)
                : NotificationTable.find(handle, userId, upTo).map(Placed::position);
    }

    private Counts save(Handle handle, String userId, Counts counts) {
        any = true;
        Counts next = counts.next();
        BellTable.save(handle, Map.of(userId, next));
        return next;
    }
}
