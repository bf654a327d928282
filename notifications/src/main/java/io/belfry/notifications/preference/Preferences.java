package io.belfry.notifications.preference;

import io.belfry.database.Database;
import io.belfry.fields.FieldRefused;
import io.belfry.notifications.store.PreferenceTable;
import io.belfry.notifications.store.PreferenceTable.Preference;
import io.belfry.notifications.store.QuietTable;
import io.belfry.notifications.store.QuietTable.Quiet;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What users want to hear of, over which routes, and when. What they choose holds for what is
 * written afterwards. Thread-safe.
 */
public final class Preferences {
    private final Database database;
    private final Map<String, Set<String>> routesOfTypes;

    /**
     * @param routesOfTypes the routes of each type that users may choose about
     */
    public Preferences(Database database, Map<String, Set<String>> routesOfTypes) {
        this.database = database;
        this.routesOfTypes = new TreeMap<>(routesOfTypes);
    }

    /** What a user has chosen, and what holds where that is nothing. */
    public UserPreferences of(String userId) {
        return database.join(handle -> read(handle, userId));
    }

    private UserPreferences read(Handle handle, String userId) {
        Set<Preference> chosen = new HashSet<>(PreferenceTable.of(handle, userId));
        List<TypePreference> types = new ArrayList<>();
        routesOfTypes.forEach((type, routes) ->
                types.add(
                        new TypePreference(
                                type,
                                routes.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        route -> route,
                                                        route ->
                                                                isOpen(
                                                                        chosen, userId, type,
                                                                        route))))));
        Quiet quiet = QuietTable.find(handle, List.of(userId)).getOrDefault(userId, Quiet.NONE);
        return new UserPreferences(types, hours(quiet), quiet.mutedUntil(), quiet.digestMinutes());
    }

    private static boolean isOpen(
            Set<Preference> chosen, String userId, String type, String route) {
        return !chosen.contains(new Preference(userId, type, route, false));
    }

    static @Nullable QuietHours hours(Quiet quiet) {
        return quiet.zone() == null ? null : QuietHours.of(quiet.zone(), quiet.from(), quiet.to());
    }

    /**
     * Replaces what a user has chosen. Types and routes that are not named stay as they were.
     *
     * @return all that holds then
     * @throws FieldRefused when a type or a route is unknown
     */
    public UserPreferences set(String userId, UserPreferences wanted) {
        wanted.types().forEach(this::requireKnown);
        return database.join(handle -> {
            write(handle, userId, wanted);
            return read(handle, userId);
        });
    }

    private void requireKnown(TypePreference wanted) {
        Set<String> routes = routesOfTypes.get(wanted.type());
        if (routes == null) {
            throw new FieldRefused(
                    "types", "types has the unknown type %s".formatted(wanted.type()));
        }
        for (String route : wanted.routes().keySet()) {
            if (!routes.contains(route)) {
                throw new FieldRefused(
                        "types",
                        "types has the unknown route %s of %s; there are %s"
                                .formatted(route, wanted.type(), routes));
            }
        }
    }

    private static void write(Handle handle, String userId, UserPreferences wanted) {
        List<Preference> rows = new ArrayList<>();
        for (TypePreference type : wanted.types()) {
            type.routes()
                    .forEach((route, open) ->
                            rows.add(new Preference(userId, type.type(), route, open)));
        }
        PreferenceTable.replace(handle, userId, rows);
        QuietHours hours = wanted.quietHours();
        Instant muted = wanted.mutedUntil();
        QuietTable.save(
                handle,
                userId,
                hours == null
                        ? new Quiet(null, null, null, muted, wanted.digestMinutes())
                        : new Quiet(
                                hours.zone().getId(),
                                QuietHours.text(hours.from()),
                                QuietHours.text(hours.to()),
                                muted,
                                wanted.digestMinutes()));
    }
}
