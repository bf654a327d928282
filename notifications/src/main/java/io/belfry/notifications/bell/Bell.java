package io.belfry.notifications.bell;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.database.Database;
import io.belfry.fields.Cursor;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Page;
import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.store.BellTable;
import io.belfry.notifications.store.NotificationTable;
import io.belfry.notifications.store.Placed;
import io.belfry.protocol.SocketId;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The bells of all users: what stands in them, and what the users do with that. Joins the
 * transaction of the thread. What a user did in one page is told to the user's other pages after
 * the commit, as {@code belfry.bell}. Doing something twice changes nothing, and is told once.
 *
 * <p>Items that have expired stand here until they are deleted, a minute later at the most.
 *
 * <p>Whatever goes wrong in the database is thrown as a {@link org.jdbi.v3.core.JdbiException}.
 * Thread-safe.
 */
public final class Bell {
    private final Database database;
    private final Broadcaster broadcaster;
    private final UserChannel channel;
    private final Clock clock;

    /**
     * @param channel where the pages of a user listen
     */
    public Bell(Database database, Broadcaster broadcaster, UserChannel channel, Clock clock) {
        this.database = database;
        this.broadcaster = broadcaster;
        this.channel = channel;
        this.clock = clock;
    }

    /** What the bell of a user shows. */
    public Counts count(String userId) {
        return database.join(handle -> BellTable.find(handle, userId));
    }

    /**
     * A page of what stands in the bell of a user.
     *
     * @throws FieldRefused when the cursor is none that a page of this user and filter has given
     */
    public BellPage list(String userId, BellQuery query) {
        String given = query.cursor();
        String list = "bell of %s, %s".formatted(userId, query.filter().word());
        long from =
                given == null ? Long.MAX_VALUE : Cursor.read(given, list, 1).numbers().getFirst();
        return database.join(handle -> page(handle, userId, query, list, from));
    }

    private static BellPage page(
            Handle handle, String userId, BellQuery query, String list, long from) {
        Counts bell = BellTable.find(handle, userId);
        List<Placed> rows =
                NotificationTable.page(
                        handle, userId, query.filter().rows(), from, query.limit() + 1);
        Page<Placed> page =
                Page.of(rows, query.limit(), last -> Cursor.of(last.position()).text(list));
        return new BellPage(page.items().stream().map(Placed::item).toList(), page.next(), bell);
    }

    /**
     * Does something with one item.
     *
     * @param except the connection of the page where the user did it, which knows already; null for
     *     none
     * @return empty when the user has no such item
     */
    public Optional<ChangedItem> mark(
            String userId, UUID id, Mark mark, @Nullable SocketId except) {
        Changes changes = new Changes(clock);
        Optional<ChangedItem> changed =
                database.join(handle -> changes.mark(handle, userId, id, mark));
        changed.filter(any -> changes.any())
                .ifPresent(
                        item -> tell(userId, mark.word(), List.of(id), null, item.bell(), except));
        return changed;
    }

    /**
     * Does something with all items, or with all up to one: that and those below it, as a page of
     * the bell shows them.
     *
     * @param mark {@link Mark#READ}, {@link Mark#SEEN} or {@link Mark#ARCHIVED}
     * @param upTo null for all
     * @param except the connection of the page where the user did it; null for none
     * @return empty when the user has no such item
     * @throws FieldRefused when the mark is another one
     */
    public Optional<Counts> markAll(
            String userId, Mark mark, @Nullable UUID upTo, @Nullable SocketId except) {
        if (mark == Mark.UNREAD || mark == Mark.UNARCHIVED) {
            throw new FieldRefused("mark", "mark must be read, seen or archived for all items");
        }
        Changes changes = new Changes(clock);
        Optional<Counts> bell =
                database.join(handle -> changes.markAll(handle, userId, mark, upTo));
        bell.filter(any -> changes.any())
                .ifPresent(counts -> tell(userId, mark.word(), null, upTo, counts, except));
        return bell;
    }

    /**
     * Deletes one item. What has not gone out over other routes yet stays here.
     *
     * @param except the connection of the page where the user did it; null for none
     * @return empty when the user has no such item
     */
    public Optional<Counts> delete(String userId, UUID id, @Nullable SocketId except) {
        Changes changes = new Changes(clock);
        Optional<Counts> bell = database.join(handle -> changes.delete(handle, userId, id));
        bell.ifPresent(
                counts -> tell(userId, BellChange.DELETED, List.of(id), null, counts, except));
        return bell;
    }

    /**
     * Deletes all items, archived ones too, or all up to one.
     *
     * @param upTo null for all
     * @param except the connection of the page where the user did it; null for none
     * @return empty when the user has no such item
     */
    public Optional<Counts> deleteAll(
            String userId, @Nullable UUID upTo, @Nullable SocketId except) {
        Changes changes = new Changes(clock);
        Optional<Counts> bell = database.join(handle -> changes.deleteAll(handle, userId, upTo));
        bell.filter(any -> changes.any())
                .ifPresent(counts -> tell(userId, BellChange.DELETED, null, upTo, counts, except));
        return bell;
    }

    private void tell(
            String userId,
            String change,
            @Nullable List<UUID> ids,
            @Nullable UUID upTo,
            Counts bell,
            @Nullable SocketId except) {
        channel.of(userId)
                .map(pages -> new BellChange(pages, change, ids, upTo, bell))
                .ifPresent(event -> broadcaster.broadcast(event).except(except).send());
    }
}
