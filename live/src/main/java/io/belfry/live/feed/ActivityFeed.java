package io.belfry.live.feed;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.Channel;
import io.belfry.database.Database;
import io.belfry.fields.Cursor;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Page;
import io.belfry.fields.PlainText;
import io.belfry.fields.Timestamp;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What others have done, told at once and kept for a while:
 *
 * <pre>{@code
 * feed.add(activity, List.of("admin", "course.7"));
 * }</pre>
 *
 * <p>An audience is a name that an application gives to those who read the same feed. What is added
 * joins the transaction of the thread, and is told within it; without one, after it is stored.
 * {@link #sweep()} has to be called every now and then, by every process or by some. Whatever goes
 * wrong in the database is thrown as a {@link org.jdbi.v3.core.JdbiException}.
 *
 * <p>Thread-safe: holds no state of its own.
 */
public final class ActivityFeed {
    /** How many audiences one activity has at most. */
    public static final int MOST_AUDIENCES = 100;

    private static final int LONGEST_AUDIENCE = 128;
    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Broadcaster broadcaster;
    private final FeedSettings settings;
    private final Clock clock;

    /**
     * @param broadcaster within the same transactions as the database
     */
    public ActivityFeed(
            Database database, Broadcaster broadcaster, FeedSettings settings, Clock clock) {
        this.database = database;
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Where an audience hears of new entries. Who may is a rule of the application, for this
     * channel and for {@link #page} alike.
     *
     * @throws FieldRefused when no channel can have such a name
     */
    public Channel channel(String audience) {
        PlainText.line("audience", audience, LONGEST_AUDIENCE);
        return settings.channels().channel("audience", audience);
    }

    /**
     * Adds an activity to the feeds of some audiences.
     *
     * @param audiences 1 to {@value #MOST_AUDIENCES}
     * @throws FieldRefused naming what is wrong
     */
    public Entry add(Activity activity, Collection<String> audiences) {
        SortedSet<String> all = new TreeSet<>(audiences);
        if (all.isEmpty() || all.size() > MOST_AUDIENCES) {
            throw new FieldRefused(
                    "audiences",
                    "audiences names %d, must be 1 to %d".formatted(all.size(), MOST_AUDIENCES));
        }
        List<Channel> channels = all.stream().map(this::channel).toList();
        Instant now = Timestamp.now(clock);
        Entry entry = database.join(handle -> ActivityTable.insert(handle, activity, all, now));
        broadcaster.broadcast(new ActivityUpdated(channels, settings.event(), entry)).send();
        return entry;
    }

    /**
     * A piece of an audience's feed, the newest entry first. What is added meanwhile moves nothing.
     *
     * @param cursor of the page before; null for the first
     * @param limit 1 to 100
     * @throws FieldRefused naming what is wrong
     */
    public Page<Entry> page(String audience, @Nullable String cursor, int limit) {
        Page.limit(limit);
        String list = "feed of " + audience;
        long before =
                cursor == null ? Long.MAX_VALUE : Cursor.read(cursor, list, 1).numbers().getFirst();
        List<Entry> found =
                database.join(handle -> ActivityTable.before(handle, audience, before, limit + 1));
        return Page.of(found, limit, last -> Cursor.of(Long.parseLong(last.id())).text(list));
    }

    /**
     * Deletes some of those that have been kept for long enough, in a transaction of its own.
     *
     * @return whether there may be more
     */
    public boolean sweep() {
        Instant olderThan = Timestamp.now(clock).minus(settings.retention());
        return database.own(handle -> ActivityTable.delete(handle, olderThan, AT_ONCE)) == AT_ONCE;
    }
}
