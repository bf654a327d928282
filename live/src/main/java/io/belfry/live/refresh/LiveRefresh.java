package io.belfry.live.refresh;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.Channel;
import io.belfry.database.BeforeCommit;
import io.belfry.database.Database;
import io.belfry.database.Migrations;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import javax.sql.DataSource;

/**
 * Tells screens which of their contexts have changed, so that they fetch those again:
 *
 * <pre>{@code
 * liveRefresh.notify(Set.of("bookings"), List.of("7", "12"), true);
 * }</pre>
 *
 * <p>A context is a name that an application gives to what a screen shows: {@code bookings}. All
 * that one transaction says is gathered: when it commits each user is told once, of all contexts
 * together, and of a rollback nobody hears. A version for each user and context is kept, by which a
 * page that was away finds out what it has missed.
 *
 * <p>Thread-safe.
 */
public final class LiveRefresh {
    private static final String PART = "live";

    private final Database database;
    private final Broadcaster broadcaster;
    private final LiveRefreshSettings settings;
    private final BeforeCommit<Gathered> telling =
            new BeforeCommit<>(PART, Gathered::and, this::tell);

    /**
     * @param broadcaster within the same transactions as the database
     */
    public LiveRefresh(Database database, Broadcaster broadcaster, LiveRefreshSettings settings) {
        this.database = database;
        this.broadcaster = broadcaster;
        this.settings = settings;
    }

    /**
     * Makes the tables of Belfry's live services if they are not there.
     *
     * @throws org.flywaydb.core.api.FlywayException when the database refuses
     */
    public static void migrate(DataSource source) {
        Migrations.apply(source, PART);
    }

    /**
     * Says that contexts have changed for some.
     *
     * @param contexts 1 to 50 names of 1 to 100 characters out of A-Z a-z 0-9 _ . -
     * @param users by their ids of 1 to 200 characters; none is fine. Whose id cannot stand in the
     *     name of a channel is not told, and finds out by the versions
     * @param admins whether the administrators are told too
     * @throws IllegalArgumentException naming what is wrong; nobody is told then
     */
    public void notify(Collection<String> contexts, Collection<String> users, boolean admins) {
        database.gather(gathered(new ContextChange(contexts, users, admins)), telling);
    }

    /**
     * Says at once, in the transaction of this thread, what has changed: for who has gathered all
     * that it changes, and is at its end.
     *
     * @throws IllegalArgumentException naming what is wrong; nobody is told then
     */
    public void notifyNow(Collection<ContextChange> changes) {
        changes.stream().map(this::gathered).reduce(Gathered::and).ifPresent(this::tell);
    }

    private Gathered gathered(ContextChange change) {
        Contexts changed = Contexts.of(change.contexts());
        change.users().forEach(settings::requireUser);
        Gathered gathered = new Gathered();
        change.users().forEach(user -> gathered.add(user, changed));
        if (change.admins()) {
            gathered.addForAdmins(changed);
        }
        return gathered;
    }

    private void tell(Gathered gathered) {
        database.join(handle -> VersionTable.raise(handle, gathered.changes()));
        gathered.byContexts()
                .forEach((contexts, told) -> {
                    List<Channel> channels =
                            told.stream()
                                    .map(settings::channelOf)
                                    .flatMap(Optional::stream)
                                    .toList();
                    contexts.pieces().forEach(piece -> tell(channels, piece));
                });
    }

    private void tell(List<Channel> channels, List<String> contexts) {
        broadcaster.broadcast(new ContextsUpdated(channels, contexts)).as(settings.event()).send();
    }

    /** How often each context of a user has changed so far; without those that never have. */
    public SortedMap<String, Long> versions(String user) {
        return user.equals(Gathered.ADMINS) ? Collections.emptySortedMap() : versionsOf(user);
    }

    /** How often each context of the administrators has changed so far. */
    public SortedMap<String, Long> adminVersions() {
        return versionsOf(Gathered.ADMINS);
    }

    private SortedMap<String, Long> versionsOf(String user) {
        return database.join(handle -> VersionTable.versions(handle, user));
    }
}
