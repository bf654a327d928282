package io.belfry.bench.whole;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.database.Database;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.audience.Recipients;
import io.belfry.notifications.bell.Bell;
import io.belfry.notifications.bell.BellQuery;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;
import io.belfry.notifications.store.DispatchRow.State;
import io.belfry.protocol.EventRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * How fast notifications are written for many users, and read by one of many, in a PostgreSQL of
 * its own with its usual settings. For one thread.
 */
final class NotificationStore implements AutoCloseable {
    private static final String APP = "bench";
    private static final int CONNECTIONS = 8;
    private static final int OF_EACH_USER = 100;
    private static final int CALLS = 20_000;
    private static final long LOOK_MILLIS = 20;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource source;
    private final Hub hub;
    private final Broadcaster broadcaster;
    private final Database database;
    private final AtomicInteger told = new AtomicInteger();

    NotificationStore() throws IOException {
        this.postgres = EmbeddedPostgres.start();
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(postgres.getPostgresDatabase());
        pool.setMaximumPoolSize(CONNECTIONS);
        this.source = new HikariDataSource(pool);
        this.hub =
                Hub.start(
                        HubSettings.builder()
                                .server(ServerSettings.builder().port(0).build())
                                .apps(List.of(AppSettings.of(APP, "key", "secret")))
                                .build());
        this.broadcaster =
                Broadcaster.builder().connection("hub", new LocalDriver(this::publish)).build();
        this.database = Database.of(source);
        Notifier.migrate(source);
    }

    private CompletableFuture<?> publish(EventRequest event) {
        return hub.publish(APP, event).thenRun(told::incrementAndGet);
    }

    /** For the bell, and for pages that are open. */
    @NotificationType("announcement")
    private record Announcement() implements Notification {
        @Override
        public Content content() {
            return Content.of("School is closed on Friday")
                    .withMessage("The heating is being repaired. We see you on Monday.")
                    .withActionUrl("/news/17");
        }
    }

    /**
     * Sends one notification to a role.
     *
     * @param recipients how many have it
     * @return what was seen, in words
     */
    String notify(int recipients) throws SQLException, InterruptedException {
        try (Notifier notifier =
                Notifier.builder(database, broadcaster)
                        .audiences((role, after, limit) -> users(recipients, after, limit))
                        .open()) {
            long start = System.nanoTime();
            notifier.send(new Announcement(), Recipients.role("everybody"));
            double call = seconds(start);
            while (notifier.dispatches(1).getFirst().state() != State.DONE) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            double written = seconds(start);
            // Counting rows all the time would cost the database more than the notifications do.
            while (told.get() < recipients) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            while (number("SELECT COUNT(*) FROM belfry_delivery WHERE due_at IS NOT NULL") > 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            double sent = seconds(start);
            long items = number("SELECT COUNT(*) FROM belfry_notification");
            return String.format(
                    Locale.ROOT,
                    """
                    One notification to a role of %,d users, for the bell and for open pages, over a hub in the same process.

                    | | |
                    |---|---:|
                    | the call, ms | %.1f |
                    | all items are in the bells, s | %.1f |
                    | all are broadcast, s | %.1f |
                    | items | %,d |
                    """,
                    recipients,
                    call * 1_000,
                    written,
                    sent,
                    items);
        }
    }

    private static List<String> users(int all, @Nullable String after, int limit) {
        int from = after == null ? 0 : Integer.parseInt(after) + 1;
        return IntStream.range(from, Math.min(all, from + limit))
                .mapToObj(NotificationStore::user)
                .toList();
    }

    private static String user(int number) {
        return String.format(Locale.ROOT, "%08d", number);
    }

    /**
     * Reads bells among many.
     *
     * @param rows how many items there are, {@value #OF_EACH_USER} in each bell
     * @return what was seen, in words
     */
    String read(int rows) throws SQLException {
        int users = Math.max(1, rows / OF_EACH_USER);
        fill(users);
        try (Notifier notifier = Notifier.builder(database, broadcaster).withoutWorkers().open()) {
            Bell bell = notifier.bell();
            Random random = new Random(1);
            long[] lists =
                    times(() ->
                            bell.list(user(random.nextInt(users)), BellQuery.first())
                                    .items()
                                    .size());
            long[] counts = times(() -> bell.count(user(random.nextInt(users))).version());
            return String.format(
                    Locale.ROOT,
                    """
                    %,d items in %,d bells; %,d calls one after another for users at random.

                    | | p50 ms | p99 ms |
                    |---|---:|---:|
                    | the first 20 items | %.2f | %.2f |
                    | the counts | %.2f | %.2f |
                    """,
                    number("SELECT COUNT(*) FROM belfry_notification"),
                    users,
                    CALLS,
                    millis(lists, 50),
                    millis(lists, 99),
                    millis(counts, 50),
                    millis(counts, 99));
        }
    }

    private void fill(int users) throws SQLException {
        execute("TRUNCATE belfry_notification, belfry_bell, belfry_delivery");
        for (int part = 1; part <= OF_EACH_USER; part++) {
            execute(
                    """
                    INSERT INTO belfry_notification
                    SELECT gen_random_uuid(), LPAD(i::text, 8, '0'), %1$d, 'announcement', NULL, 'normal',
                        'A title of some length, as they are', 'And a message that says more about it.',
                        '/somewhere/' || i, '{"number":' || i || '}', 1,
                        NOW() - INTERVAL '1 minute' * (%2$d - %1$d), NULL,
                        CASE WHEN %1$d %% 3 = 0 THEN NULL ELSE NOW() END, NULL, NULL, FALSE, %1$d %% 3 = 0
                    FROM GENERATE_SERIES(0, %3$d) AS i
                    """
                            .formatted(part, OF_EACH_USER, users - 1));
        }
        execute(
                """
                INSERT INTO belfry_bell SELECT LPAD(i::text, 8, '0'), %d, 0, %d FROM GENERATE_SERIES(0, %d) AS i
                """
                        .formatted(OF_EACH_USER / 3, OF_EACH_USER, users - 1));
        execute("VACUUM ANALYZE");
    }

    /** Nanoseconds of each call, in ascending order. */
    private static long[] times(LongSupplier call) {
        // The first ones are for compilers and caches.
        long[] times = new long[CALLS];
        for (int i = -CALLS / 10; i < CALLS; i++) {
            long start = System.nanoTime();
            long seen = call.getAsLong();
            times[Math.max(0, i)] = System.nanoTime() - start;
            if (seen == 0) {
                throw new IllegalStateException("a bell is empty");
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100] / 1e6;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private long number(String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        broadcaster.close();
        hub.close();
        source.close();
        postgres.close();
    }
}
