package io.belfry.notifications.preference;

import io.belfry.notifications.store.PreferenceTable;
import io.belfry.notifications.store.PreferenceTable.Preference;
import io.belfry.notifications.store.QuietTable;
import io.belfry.notifications.store.QuietTable.Quiet;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What some users have chosen, asked for once for all of them. Immutable. */
public final class Choices {
    private final Set<Preference> closed;
    private final Map<String, Quiet> quiet;

    private Choices(Set<Preference> closed, Map<String, Quiet> quiet) {
        this.closed = closed;
        this.quiet = quiet;
    }

    /** What these users have chosen for these types. */
    public static Choices of(Handle handle, Collection<String> userIds, Collection<String> types) {
        return new Choices(
                PreferenceTable.closed(handle, userIds, types), QuietTable.find(handle, userIds));
    }

    /** Whether a user wants notifications of a type over a route. */
    public boolean wants(String userId, String type, String route) {
        return !closed.contains(new Preference(userId, type, route, false));
    }

    /** The first moment from this one on at which a user may be interrupted. */
    public Instant mayInterrupt(String userId, Instant moment) {
        Quiet chosen = quiet.getOrDefault(userId, Quiet.NONE);
        Instant muted = chosen.mutedUntil();
        Instant unmuted = muted != null && muted.isAfter(moment) ? muted : moment;
        QuietHours hours = Preferences.hours(chosen);
        return hours == null ? unmuted : hours.endAt(unmuted);
    }

    /** How often a user gets LOW notifications, in minutes; 0 for at once. */
    public int digestMinutes(String userId) {
        return quiet.getOrDefault(userId, Quiet.NONE).digestMinutes();
    }
}
