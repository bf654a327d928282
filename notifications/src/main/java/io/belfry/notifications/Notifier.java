package io.belfry.notifications;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.database.BeforeCommit;
import io.belfry.database.Database;
import io.belfry.database.Migrations;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.audience.Audience;
import io.belfry.notifications.audience.AudienceResolver;
import io.belfry.notifications.audience.Recipients;
import io.belfry.notifications.bell.Bell;
import io.belfry.notifications.bell.Sweep;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.Sending;
import io.belfry.notifications.delivery.BroadcastRoute;
import io.belfry.notifications.delivery.BroadcastRoute.Wire;
import io.belfry.notifications.delivery.Deliveries;
import io.belfry.notifications.delivery.Loop;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.delivery.Workers;
import io.belfry.notifications.preference.Preferences;
import io.belfry.notifications.store.DispatchTable;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/**
 * Sends notifications to users: the one door of this library.
 *
 * <pre>{@code
 * notifier.toUser("7", new AppointmentConfirmed(12, "9:30"));
 * }</pre>
 *
 * <p>What is sent within a transaction is written by it, right before the commit: the item, what
 * the bell shows, and what goes over other routes are there if and only if it commits. Workers of
 * this and of other processes bring the rest afterwards, be a server away for an hour or this
 * process gone right after.
 *
 * <p>Thread-safe.
 */
public final class Notifier implements AutoCloseable {
    /** The type of items that gather LOW notifications. */
    public static final String DIGEST = "digest";

    private static final String PART = "notifications";
    private static final int MOST_DISPATCHES = 1_000;

    private final Database database;
    private final Map<String, Route> routes;
    private final boolean resolves;
    private final Clock clock;
    private final NotificationWriter writer;
    private final BeforeCommit<Outgoing> writing =
            new BeforeCommit<>(PART, Outgoing::and, this::write);
    private final Bell bell;
    private final Deliveries deliveries;
    private final Preferences preferences;
    private final Workers workers;
    private final List<Loop> loops;
    private final Loop expanding;

    /** Whether workers have begun, or never will. */
    private boolean begun;

    private Notifier(Builder builder) {
        NotifierSettings settings = builder.settings;
        this.database = builder.database;
        this.routes = builder.routes();
        this.resolves = builder.resolver != null;
        this.clock = builder.clock;
        this.writer = new NotificationWriter(routes, clock);
        this.bell =
                new Bell(database, builder.broadcaster, settings.wire().channel(), builder.clock);
        this.deliveries = new Deliveries(database, routes.values(), clock);
        this.preferences = new Preferences(database, builder.routesOfTypes(routes.keySet()));
        this.workers = new Workers(database, routes.values(), settings.worker(), clock);
        Duration look = settings.worker().lookEvery();
        Expander expander =
                new Expander(database, writer, builder.resolver, settings.worker(), clock);
        this.expanding = new Loop("audiences", look, () -> expander.work(workers::wake));
        Digests digests = new Digests(database, writer, builder.digestTitle, clock);
        Sweeper sweeper =
                new Sweeper(
                        database,
                        new Sweep(database, builder.broadcaster, settings.wire().channel()),
                        settings.retention(),
                        clock);
        this.loops =
                List.of(
                        expanding,
                        new Loop("digests", look, () -> digests.work(workers::wake)),
                        new Loop("retention", settings.retention().sweepEvery(), sweeper::work));
    }

    /**
     * Makes the tables if they are not there: {@code belfry_notification} and others.
     *
     * @throws org.flywaydb.core.api.FlywayException when the database refuses
     */
    public static void migrate(DataSource source) {
        Migrations.apply(source, PART);
    }

    /**
     * @param database of the application, with its transactions
     * @param broadcaster what pages are told with
     */
    public static Builder builder(Database database, Broadcaster broadcaster) {
        return new Builder(database, broadcaster);
    }

    /**
     * Sends a notification. Up to 1,000 users get theirs within the transaction of this thread,
     * right before its commit, or at once when there is none; more users, and audiences, within a
     * moment after it, a page at a time.
     *
     * @throws FieldRefused when the notification says something that it may not, or names a route
     *     that is not there
     * @throws IllegalStateException when it is for an audience and there is no {@link
     *     AudienceResolver}, or one transaction sends more than 10,000 to users
     * @throws org.jdbi.v3.core.JdbiException when the database refuses; within a transaction that
     *     is at its commit, which fails
     */
    public void send(Notification notification, Recipients recipients) {
        Sending sending = Sending.of(notification, Timestamp.now(clock));
        requireRoutes(sending);
        if (recipients instanceof Audience && !resolves) {
            throw new IllegalStateException(
                    "there is no AudienceResolver, which " + recipients + " needs");
        }
        database.gather(Outgoing.of(sending, recipients), writing);
        database.afterCommit(this::wake);
    }

    /** Sends to one user. See {@link #send}. */
    public void toUser(String userId, Notification notification) {
        send(notification, Recipients.user(userId));
    }

    /** Sends to some users, each once. See {@link #send}. */
    public void toUsers(Collection<String> userIds, Notification notification) {
        send(notification, Recipients.users(userIds));
    }

    /** Sends to all users of a role. See {@link #send}. */
    public void toRole(String role, Notification notification) {
        send(notification, Recipients.role(role));
    }

    /** Sends to all users of a group, a class or a team. See {@link #send}. */
    public void toGroup(String kind, String id, Notification notification) {
        send(notification, Recipients.group(kind, id));
    }

    private void requireRoutes(Sending sending) {
        for (String route : sending.routes()) {
            if (!route.equals(Notification.BELL) && !routes.containsKey(route)) {
                throw new FieldRefused(
                        "routes",
                        "routes of %s has %s; there are %s and %s"
                                .formatted(
                                        sending.type(),
                                        route,
                                        Notification.BELL,
                                        String.join(", ", routes.keySet())));
            }
        }
    }

    private void write(Outgoing all) {
        database.join(handle -> write(handle, all));
    }

    private boolean write(Handle handle, Outgoing all) {
        writer.write(handle, all.addressed());
        DispatchTable.insert(handle, all.dispatches());
        return true;
    }

    private void wake() {
        workers.wake();
        expanding.wake();
    }

    /** What stands in the bells of users. */
    public Bell bell() {
        return bell;
    }

    /** What became of notifications over other routes. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** What users want to hear of. */
    public Preferences preferences() {
        return preferences;
    }

    /**
     * The newest notifications for audiences and for more than 1,000 users, and how far they have
     * come.
     *
     * @param most 1 to 1,000
     * @throws FieldRefused when it is not
     */
    public List<Dispatch> dispatches(int most) {
        if (most < 1 || most > MOST_DISPATCHES) {
            throw new FieldRefused(
                    "limit", "limit is %d, must be 1 to %d".formatted(most, MOST_DISPATCHES));
        }
        return database.join(
                handle -> DispatchTable.newest(handle, most).stream().map(Dispatch::of).toList());
    }

    /**
     * Begins to bring what is written, where it was opened without workers: for applications that
     * open it before all is there that routes need. Harmless when they work already, or it is
     * closed.
     */
    public synchronized void startWorkers() {
        if (!begun) {
            begun = true;
            workers.start();
            loops.forEach(Loop::start);
        }
    }

    /**
     * Ends after what is just being brought, and some seconds at most; the rest is for others, or
     * for the next start. Does not close the broadcaster.
     */
    @Override
    public synchronized void close() {
        begun = true;
        loops.forEach(Loop::close);
        workers.close();
    }

    /** Gathers what a notifier needs. Not thread-safe. */
    public static final class Builder {
        private static final Pattern NAME =
                Pattern.compile("[a-z0-9_-]{1," + Route.LONGEST_NAME + "}");

        private final Database database;
        private final Broadcaster broadcaster;
        private final Map<String, Route> others = new LinkedHashMap<>();
        private final Map<String, TypeSettings> types = new LinkedHashMap<>();
        private NotifierSettings settings = NotifierSettings.defaults();
        private @Nullable AudienceResolver resolver;
        private IntFunction<String> digestTitle = count -> count + " notifications";
        private Clock clock = Clock.systemUTC();
        private boolean works = true;

        private Builder(Database database, Broadcaster broadcaster) {
            this.database = database;
            this.broadcaster = broadcaster;
        }

        public Builder settings(NotifierSettings other) {
            this.settings = other;
            return this;
        }

        /**
         * Adds a route beside the bell and open pages.
         *
         * @throws IllegalArgumentException when its name is none, or there is one of that name
         */
        public Builder route(Route route) {
            String name = route.name();
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a route is named with 1 to %d characters out of a-z 0-9 _ -, not %s"
                                .formatted(Route.LONGEST_NAME, name));
            }
            if (name.equals(Notification.BELL)
                    || name.equals(Notification.BROADCAST)
                    || others.putIfAbsent(name, route) != null) {
                throw new IllegalArgumentException("there is a route " + name + " already");
            }
            return this;
        }

        /** Adds a type that users may choose about. */
        public Builder type(TypeSettings type) {
            types.put(type.type(), type);
            return this;
        }

        /** Finds the users of roles and groups. */
        public Builder audiences(AudienceResolver finder) {
            this.resolver = finder;
            return this;
        }

        /** The title of an item that gathers so many LOW notifications. */
        public Builder digestTitle(IntFunction<String> words) {
            this.digestTitle = words;
            return this;
        }

        /** What time it is. */
        public Builder clock(Clock other) {
            this.clock = other;
            return this;
        }

        /**
         * Leaves it to other processes to bring what this one writes, or to {@link
         * Notifier#startWorkers}.
         */
        public Builder withoutWorkers() {
            this.works = false;
            return this;
        }

        private Map<String, Route> routes() {
            Map<String, Route> routes = new LinkedHashMap<>();
            routes.put(Notification.BROADCAST, new BroadcastRoute(broadcaster, wires()));
            routes.putAll(others);
            return routes;
        }

        private Function<String, Wire> wires() {
            Map<String, Wire> own = new LinkedHashMap<>();
            types.forEach((name, type) -> own.put(name, type.over(settings.wire())));
            Wire usual = settings.wire();
            return type -> own.getOrDefault(type, usual);
        }

        private Map<String, Set<String>> routesOfTypes(Set<String> known) {
            Map<String, Set<String>> routes = new LinkedHashMap<>();
            for (TypeSettings type : types.values()) {
                for (String route : type.routes()) {
                    if (!route.equals(Notification.BELL) && !known.contains(route)) {
                        throw new IllegalArgumentException(
                                "type %s has route %s; there are %s and %s"
                                        .formatted(
                                                type.type(),
                                                route,
                                                Notification.BELL,
                                                String.join(", ", known)));
                    }
                }
                routes.put(type.type(), type.routes());
            }
            return routes;
        }

        /**
         * Opens it, and its workers begin.
         *
         * @throws IllegalArgumentException when a type has a route that is not there
         */
        public Notifier open() {
            Notifier notifier = new Notifier(this);
            if (works) {
                notifier.startWorkers();
            }
            return notifier;
        }
    }
}
