package io.belfry.live.presence;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.Channel;
import io.belfry.database.Database;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;
import io.belfry.fields.Timestamp;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Who is there. A user is, with a socket, or for a time after saying so; and then for a grace, so
 * that loading a page is no going. Who watches a user is told {@code UserOnline} once when the
 * first of these begins, and {@code UserOffline} once after the last has ended: by one of several
 * processes, whichever holds the user's row, and after a restart too, as all of it is kept in the
 * database.
 *
 * <p>What is done joins the transaction of the thread, and is told within it; without one, after it
 * is stored. {@link #sweep()} has to be called every second or so, by every process or by some.
 * Whatever goes wrong in the database is thrown as a {@link org.jdbi.v3.core.JdbiException}.
 *
 * <p>Thread-safe.
 */
public final class Presence {
    /** How many users may be asked for at once. */
    public static final int MOST_USERS = 100;

    private static final int LONGEST_TEXT = 200;
    private static final int AT_ONCE = 100;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Database database;
    private final Broadcaster broadcaster;
    private final PresenceSettings settings;
    private final Clock clock;

    /**
     * @param broadcaster within the same transactions as the database
     */
    public Presence(
            Database database, Broadcaster broadcaster, PresenceSettings settings, Clock clock) {
        this.database = database;
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Where those listen who watch a user. Who may is a rule of the application, for this channel
     * and for {@link #find} alike.
     *
     * @throws FieldRefused when no channel can have such an id in its name
     */
    public Channel channel(String user) {
        return settings.channels().channel("user_id", PlainText.userId("user_id", user));
    }

    /**
     * A user has a socket now, the first of them.
     *
     * @throws FieldRefused when that is no user's id
     */
    public void arrived(String user) {
        Instant now = Timestamp.now(clock);
        change(user, now, known -> known.arrived(now));
    }

    /**
     * A user has no socket any more.
     *
     * @throws FieldRefused when that is no user's id
     */
    public void left(String user) {
        Instant now = Timestamp.now(clock);
        change(user, now, known -> known.left(now, settings.grace()));
    }

    /**
     * A user is there without a socket, for a time: to be said again before it is over.
     *
     * @param time 1 second to 1 day; an end that was later stays
     * @throws FieldRefused naming what is wrong
     */
    public void online(String user, Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new FieldRefused(
                    "seconds",
                    "seconds is %d, must be 1 to %d"
                            .formatted(time.toSeconds(), LONGEST.toSeconds()));
        }
        Instant now = Timestamp.now(clock);
        change(user, now, known -> known.online(now, time, settings.grace()));
    }

    /**
     * A user without a socket is no longer there.
     *
     * @throws FieldRefused when that is no user's id
     */
    public void offline(String user) {
        Instant now = Timestamp.now(clock);
        change(user, now, known -> known.offline(now, settings.grace()));
    }

    /**
     * What a user says of themselves; it is kept while they are away. Saying so makes nobody be
     * there.
     *
     * @param text 1 to 200 characters beside it; null for none
     * @return how it now is, as the user sees it
     * @throws FieldRefused naming what is wrong
     */
    public UserPresence says(String user, Status status, @Nullable String text) {
        PlainText.lineOrNull("text", text, LONGEST_TEXT);
        Instant now = Timestamp.now(clock);
        return change(user, now, known -> known.says(status, text, now)).after().toSelf();
    }

    /**
     * How it is with some users, in this order, as others see it: who is invisible is offline.
     *
     * @param users at most {@value #MOST_USERS}, whom the asker may watch
     * @throws FieldRefused when they are too many
     */
    public List<UserPresence> find(Collection<String> users) {
        if (users.size() > MOST_USERS) {
            throw new FieldRefused(
                    "users", "users names %d, at most %d".formatted(users.size(), MOST_USERS));
        }
        Map<String, UserPresence> known = new HashMap<>();
        database.join(handle -> PresenceTable.find(handle, users))
                .forEach(each -> known.put(each.user(), each.toOthers()));
        return users.stream()
                .map(user -> known.getOrDefault(user, UserPresence.unknown(user)))
                .toList();
    }

    /** How it is with a user, as the user sees it. */
    public UserPresence own(String user) {
        return database.join(handle -> PresenceTable.find(handle, List.of(user))).stream()
                .findFirst()
                .orElse(Known.nobody(user))
                .toSelf();
    }

    /**
     * Looks at those whose time or grace is over, and tells of each once. It works in transactions
     * of its own.
     *
     * @return whether there may be more
     */
    public boolean sweep() {
        Instant now = Timestamp.now(clock);
        List<String> due = database.own(handle -> PresenceTable.due(handle, now, AT_ONCE));
        for (String user : due) {
            tell(
                    database.own(handle ->
                            PresenceTable.locked(handle, user)
                                    .map(known -> step(handle, known, now, it -> it.over(now)))));
        }
        return due.size() == AT_ONCE;
    }

    /**
     * Mends what was missed while nobody listened to sockets: to be called at the start, with the
     * users who have one. It works in transactions of its own.
     *
     * @param users all who have a socket; who has one and is not among them is taken to have left
     */
    public void reconcile(Set<String> users) {
        Set<String> known = connected();
        known.stream().filter(user -> !users.contains(user)).forEach(this::left);
        users.stream().filter(user -> !known.contains(user)).forEach(this::arrived);
    }

    /** All who have a socket, as far as it is known. */
    Set<String> connected() {
        Set<String> all = new TreeSet<>();
        String after = "";
        for (List<String> some = connected(after); !some.isEmpty(); some = connected(after)) {
            all.addAll(some);
            after = some.getLast();
        }
        return all;
    }

    private List<String> connected(String after) {
        return database.own(handle -> PresenceTable.connected(handle, after, AT_ONCE));
    }

    private News change(String user, Instant now, UnaryOperator<Known> change) {
        channel(user);
        News news =
                database.join(
                        handle -> step(handle, PresenceTable.lock(handle, user), now, change));
        tell(Optional.of(news));
        return news;
    }

    private static News step(Handle handle, Known known, Instant now, UnaryOperator<Known> change) {
        Known next = change.apply(known);
        if (!next.equals(known)) {
            PresenceTable.update(handle, next);
        }
        return new News(known, next, now);
    }

    private void tell(Optional<News> news) {
        news.ifPresent(it ->
                it.events(channel(it.after().user()))
                        .forEach(event -> broadcaster.broadcast(event).send()));
    }
}
