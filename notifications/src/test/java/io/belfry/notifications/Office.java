package io.belfry.notifications;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.queue.Pauses;
import io.belfry.notifications.bell.BellQuery;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.Delivery;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.delivery.WorkerSettings;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenTransactions;

import org.awaitility.Awaitility;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * An application with a database of its own and notifiers over it, as several processes would have
 * them. What is broadcast is kept, in place of a hub. Closes all that it has opened.
 */
final class Office implements AutoCloseable {
    static final WorkerSettings QUICK =
            WorkerSettings.defaults()
                    .withLookEvery(Duration.ofMillis(20))
                    .withAttempts(3, new Pauses(Duration.ofMillis(1), Duration.ofMillis(5)));

    static {
        // For machines that have much else to do.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    final DataSource source;
    final GivenTransactions application;
    final BlockingQueue<Publication> broadcast = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    volatile boolean hubIsAway;

    Office(GivenDatabase database) {
        this.source = database.emptied("notifications");
        this.application = new GivenTransactions(source);
    }

    /** A notification that says little. */
    @NotificationType("note")
    record Note(String title, List<String> routes, Importance importance) implements Notification {
        @Override
        public Content content() {
            return Content.of(title);
        }
    }

    /** One for the bell alone. */
    static Note note(String title) {
        return new Note(title, List.of("bell"), Importance.NORMAL);
    }

    static Note note(String title, String... routes) {
        return new Note(title, List.of(routes), Importance.NORMAL);
    }

    /** One that is about something. */
    @NotificationType("message")
    record Message(String conversation, String title, List<String> routes) implements Notification {
        @Override
        public Content content() {
            return Content.of(title).withData(Map.of("conversation", conversation));
        }

        @Override
        public Optional<String> groupKey() {
            return Optional.of(conversation);
        }
    }

    static Message message(String conversation, String title) {
        return new Message(conversation, title, List.of("bell"));
    }

    /** A route that does as it is told, and keeps what it was given. */
    static final class Given implements Route {
        final BlockingQueue<Delivery> brought = new LinkedBlockingQueue<>();
        private final String name;
        private final Function<Delivery, Attempt> answer;

        Given(String name) {
            this(name, delivery -> Attempt.sent());
        }

        Given(String name, Function<Delivery, Attempt> answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Attempt deliver(Delivery delivery) {
            Attempt attempt = answer.apply(delivery);
            brought.add(delivery);
            return attempt;
        }
    }

    Broadcaster broadcaster(Driver driver) {
        Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection("main", driver)
                        .transactions(application::afterCommit)
                        .build();
        opened.add(broadcaster);
        return broadcaster;
    }

    private void keep(Publication publication) {
        if (hubIsAway) {
            throw BroadcastFailed.forNow("503", null);
        }
        broadcast.add(publication);
    }

    /** One that has quick workers. */
    Notifier open(Consumer<Notifier.Builder> more) {
        return open(broadcaster(this::keep), more);
    }

    Notifier open(Broadcaster broadcaster, Consumer<Notifier.Builder> more) {
        Notifier.Builder builder =
                Notifier.builder(application, broadcaster)
                        .settings(NotifierSettings.defaults().withWorker(QUICK));
        more.accept(builder);
        Notifier notifier = builder.open();
        opened.addFirst(notifier);
        return notifier;
    }

    Notifier open() {
        return open(builder -> {});
    }

    /** One that only writes. */
    Notifier writing(Clock clock) {
        return open(builder -> builder.withoutWorkers().clock(clock));
    }

    static List<Item> items(Notifier notifier, String userId) {
        return notifier.bell().list(userId, BellQuery.first().withLimit(100)).items();
    }

    static List<String> titles(Notifier notifier, String userId) {
        return items(notifier, userId).stream().map(Item::title).toList();
    }

    /** Unread and unseen, by counting rows: what the bell must show. */
    Counts counted(String userId, long version) {
        return application.own(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(CASE WHEN read_at IS NULL THEN 1 END) AS unread,
                                    COUNT(CASE WHEN seen_at IS NULL THEN 1 END) AS unseen
                                FROM belfry_notification
                                WHERE user_id = :userId AND archived_at IS NULL
                                """)
                        .bind("userId", userId)
                        .map((row, context) ->
                                new Counts(row.getInt("unread"), row.getInt("unseen"), version))
                        .one());
    }

    long rows(String table) {
        return application.own(handle ->
                handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }
}
