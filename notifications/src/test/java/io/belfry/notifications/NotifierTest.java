package io.belfry.notifications;

import static io.belfry.notifications.Office.items;
import static io.belfry.notifications.Office.message;
import static io.belfry.notifications.Office.note;
import static io.belfry.notifications.Office.titles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.fields.FieldRefused;
import io.belfry.notifications.audience.Recipients;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.content.Notification;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.MovableClock;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Sending within the transactions of an application, into real databases. */
@Timeout(120)
class NotifierTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final MovableClock clock = MovableClock.at(NOON);

    record AppointmentConfirmed(long appointment) implements Notification {
        @Override
        public Content content() {
            return Content.of("Confirmed")
                    .withMessage("See you\nsoon")
                    .withActionUrl("/appointments/" + appointment)
                    .withData(Map.of("appointment", appointment));
        }

        @Override
        public List<String> routes() {
            return List.of(BELL);
        }

        @Override
        public Importance importance() {
            return Importance.HIGH;
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.of(Duration.ofHours(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_sent_stands_in_the_bell_with_all_that_it_says(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);

            notifier.toUser("7", new AppointmentConfirmed(12));

            Item item = items(notifier, "7").getFirst();
            assertThat(item)
                    .usingRecursiveComparison()
                    .ignoringFields("id")
                    .isEqualTo(
                            new Item(
                                    item.id(),
                                    AppointmentConfirmed.class.getName(),
                                    "Confirmed",
                                    "See you\nsoon",
                                    "/appointments/12",
                                    new io.belfry.notifications.content.Data(
                                            "{\"appointment\":12}"),
                                    Importance.HIGH,
                                    1,
                                    NOON,
                                    null,
                                    null,
                                    null,
                                    NOON.plus(Duration.ofHours(1))));
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(1, 1, 1));
            assertThat(notifier.bell().count("8")).isEqualTo(Counts.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_committed_is_there_and_what_is_rolled_back_is_not(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);

            office.application.rollsBack(() -> {
                notifier.toUser("7", note("never", "bell", "broadcast"));
                notifier.toUsers(ids(0, 1_001), note("never"));
            });
            office.application.commits(() -> notifier.toUser("7", note("once")));

            assertThat(titles(notifier, "7")).containsExactly("once");
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(1, 1, 1));
            assertThat(office.rows("belfry_delivery")).isZero();
            assertThat(office.rows("belfry_dispatch")).isZero();
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    @ParameterizedTest
    @EnumSource
    void many_notifications_of_a_transaction_reach_each_user_in_their_order(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);

            office.application.commits(() -> {
                for (String title : List.of("a", "b", "c")) {
                    notifier.toUsers(ids(0, 700), note(title));
                }
            });

            for (String user : List.of("0", "333", "699")) {
                assertThat(titles(notifier, user)).containsExactly("c", "b", "a");
                assertThat(notifier.bell().count(user)).isEqualTo(new Counts(3, 3, 3));
            }
            assertThat(office.rows("belfry_notification")).isEqualTo(2_100);
        }
    }

    /** Opposite orders in two transactions are what deadlocks are made of. */
    @ParameterizedTest
    @EnumSource
    void transactions_that_send_to_the_same_users_in_any_order_all_commit(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database);
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            Notifier notifier = office.writing(clock);
            int each = 40;
            Callable<Integer> up = () -> sendAll(office, notifier, ids(0, 20), each);
            Callable<Integer> down = () -> sendAll(office, notifier, ids(0, 20).reversed(), each);

            for (Future<Integer> one : both.invokeAll(List.of(up, down))) {
                assertThat(one.get()).isEqualTo(each);
            }

            for (String user : ids(0, 20)) {
                assertThat(notifier.bell().count(user))
                        .isEqualTo(new Counts(2 * each, 2 * each, 2 * each));
            }
        }
    }

    private static int sendAll(Office office, Notifier notifier, List<String> users, int times) {
        for (int i = 0; i < times; i++) {
            office.application.commits(
                    () -> users.forEach(user -> notifier.toUser(user, note("n"))));
        }
        return times;
    }

    @ParameterizedTest
    @EnumSource
    void a_page_that_was_read_misses_nothing_that_was_committed_later(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database);
                ExecutorService writers = Executors.newFixedThreadPool(3)) {
            Notifier notifier = office.writing(clock);
            notifier.toUser("7", note("first"));
            List<Future<Integer>> writing = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                writing.add(writers.submit(() -> sendAll(office, notifier, List.of("7"), 50)));
            }
            // Whatever was the newest when it was looked at, nothing appears below it later.
            Map<String, Long> below = new java.util.HashMap<>();
            do {
                String newest = items(notifier, "7").getFirst().id().toString();
                below.putIfAbsent(newest, position(office, newest));
                assertThat(position(office, newest)).isEqualTo(count(office, newest));
            } while (!writing.stream().allMatch(Future::isDone));
            below.forEach((id, position) -> assertThat(count(office, id)).isEqualTo(position));
        }
    }

    private static long position(Office office, String id) {
        return office.application.own(handle ->
                handle.createQuery("SELECT position FROM belfry_notification WHERE id = :id")
                        .bind("id", java.util.UUID.fromString(id))
                        .mapTo(Long.class)
                        .one());
    }

    /** How many stand at or below an item. */
    private static long count(Office office, String id) {
        return office.application.own(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(*) FROM belfry_notification WHERE position <=
                                    (SELECT position FROM belfry_notification WHERE id = :id)
                                """)
                        .bind("id", java.util.UUID.fromString(id))
                        .mapTo(Long.class)
                        .one());
    }

    @ParameterizedTest
    @EnumSource
    void an_unread_item_about_the_same_is_brought_up_to_date(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            notifier.toUser("7", message("5", "one"));
            notifier.toUser("7", message("6", "other"));
            var first = items(notifier, "7").getLast();
            notifier.bell().markAll("7", Mark.SEEN, null, null);
            clock.passes(Duration.ofMinutes(1));

            office.application.commits(() -> {
                notifier.toUser("7", message("5", "two"));
                notifier.toUser("7", message("5", "three"));
            });

            Item item = items(notifier, "7").getFirst();
            assertThat(titles(notifier, "7")).containsExactly("three", "other");
            assertThat(item.id()).isEqualTo(first.id());
            assertThat(item.occurrences()).isEqualTo(3);
            assertThat(item.createdAt()).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(2, 1, 5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void about_the_same_in_one_transaction_is_one_item(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);

            office.application.commits(() -> {
                notifier.toUser("7", message("5", "one"));
                notifier.toUser("7", message("5", "two"));
            });

            assertThat(titles(notifier, "7")).containsExactly("two");
            assertThat(items(notifier, "7").getFirst().occurrences()).isEqualTo(2);
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(1, 1, 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_read_item_is_left_alone_and_another_stands_beside_it(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            notifier.toUser("7", message("5", "one"));
            notifier.bell().markAll("7", Mark.READ, null, null);

            notifier.toUser("7", message("5", "two"));
            notifier.toUser("8", message("5", "for another"));

            assertThat(titles(notifier, "7")).containsExactly("two", "one");
            assertThat(titles(notifier, "8")).containsExactly("for another");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_may_not_be_sent_is_refused_at_once_and_harms_no_transaction(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            office.application.commits(() -> {
                assertThatExceptionOfType(FieldRefused.class)
                        .isThrownBy(() -> notifier.toUser("7", note("n", "bell", "pigeon")))
                        .withMessage("routes of note has pigeon; there are bell and broadcast");
                assertThatExceptionOfType(FieldRefused.class)
                        .isThrownBy(() -> notifier.toUser("", note("n")))
                        .withMessage("user_id has 0 characters, must have 1 to 200");
                assertThatIllegalStateException()
                        .isThrownBy(() -> notifier.toRole("admin", note("n")))
                        .withMessageContaining("no AudienceResolver");
                notifier.toUser("7", note("good"));
            });
            assertThat(titles(notifier, "7")).containsExactly("good");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_transaction_sends_ten_thousand_at_most(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            office.application.rollsBack(() -> {
                for (int i = 0; i < 10; i++) {
                    notifier.toUsers(ids(0, 1_000), note("n"));
                }
                assertThatIllegalStateException()
                        .isThrownBy(() -> notifier.toUser("7", note("one too many")))
                        .withMessageContaining("10000 notifications");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void names_of_routes_are_checked_when_it_is_opened(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            for (String none : List.of("", "Pigeon", "bell", "broadcast", "p".repeat(51))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() ->
                                office.open(builder -> builder.route(new Office.Given(none))));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            office.open(builder ->
                                    builder.type(TypeSettings.of("note").withRoutes("pigeon"))))
                    .withMessage("type note has route pigeon; there are bell and broadcast");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_user_who_is_named_twice_gets_it_once(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            notifier.send(note("once"), Recipients.users(List.of("7", "8", "7")));
            assertThat(titles(notifier, "7")).containsExactly("once");
        }
    }

    @ParameterizedTest
    @EnumSource
    void workers_that_begin_later_bring_what_was_written_before(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Office.Given post = new Office.Given("post");
            Notifier notifier = office.open(builder -> builder.route(post).withoutWorkers());
            notifier.toUser("7", note("letter", "post"));
            assertThat(office.rows("belfry_delivery")).isEqualTo(1);

            notifier.startWorkers();
            notifier.startWorkers();

            assertThat(post.brought.take().content().title()).isEqualTo("letter");
        }
    }
}
