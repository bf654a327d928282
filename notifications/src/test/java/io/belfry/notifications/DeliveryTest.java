package io.belfry.notifications;

import static io.belfry.notifications.Office.items;
import static io.belfry.notifications.Office.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.belfry.broadcasting.queue.Pauses;
import io.belfry.fields.FieldRefused;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.Delivery;
import io.belfry.notifications.delivery.LogRoute;
import io.belfry.notifications.delivery.Outcome;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.delivery.WorkerSettings;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.MovableClock;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What workers bring, from real databases. */
@Timeout(120)
class DeliveryTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final MovableClock clock = MovableClock.at(NOON);

    private static void awaitState(Notifier notifier, UUID id, String route, DeliveryState state) {
        await().until(() ->
                Optional.ofNullable(notifier.deliveries().of(id).get(route))
                        .map(Outcome::state)
                        .filter(state::equals)
                        .isPresent());
    }

    private static UUID newest(Notifier notifier, String userId) {
        return items(notifier, userId).getFirst().id();
    }

    @ParameterizedTest
    @EnumSource
    void a_route_is_given_what_stands_in_the_bell_and_its_outcome_is_known(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier notifier = office.open(builder -> builder.route(pigeon).route(new LogRoute()));

            notifier.toUser("7", note("fly", "bell", "pigeon", "log"));

            Delivery brought = pigeon.brought.take();
            UUID id = newest(notifier, "7");
            assertThat(brought.notificationId()).isEqualTo(id);
            assertThat(brought.userId()).isEqualTo("7");
            assertThat(brought.type()).isEqualTo("note");
            assertThat(brought.content()).isEqualTo(Content.of("fly"));
            assertThat(brought.attempt()).isEqualTo(1);
            assertThat(brought.bell().unread()).isEqualTo(1);
            awaitState(notifier, id, "pigeon", DeliveryState.SENT);
            awaitState(notifier, id, "log", DeliveryState.SENT);
            assertThat(notifier.deliveries().of(id).get("pigeon"))
                    .isEqualTo(new Outcome(DeliveryState.SENT, 1, null, null));
        }
    }

    @NotificationType("invoice")
    record Invoice(List<String> routes) implements Notification {
        @Override
        public Content content() {
            return Content.of("Your invoice");
        }

        @Override
        public Content contentFor(String route) {
            return route.equals("pigeon") ? Content.of("Invoice!") : content();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_route_may_say_something_else_and_needs_no_bell(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier notifier = office.open(builder -> builder.route(pigeon));

            notifier.toUser("7", new Invoice(List.of("bell", "pigeon")));
            assertThat(pigeon.brought.take().content().title()).isEqualTo("Invoice!");
            assertThat(items(notifier, "7").getFirst().title()).isEqualTo("Your invoice");

            notifier.toUser("8", new Invoice(List.of("pigeon")));
            Delivery alone = pigeon.brought.take();
            assertThat(alone.content().title()).isEqualTo("Invoice!");
            assertThat(items(notifier, "8")).isEmpty();
            awaitState(notifier, alone.notificationId(), "pigeon", DeliveryState.SENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_fails_for_now_is_tried_again_and_given_up_in_the_end(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            AtomicInteger calls = new AtomicInteger();
            Office.Given moody =
                    new Office.Given(
                            "moody",
                            delivery -> {
                                if (delivery.userId().equals("9")) {
                                    throw new IllegalStateException("a bug");
                                }
                                return calls.incrementAndGet() < 3
                                        ? Attempt.tryAgain("not in the mood")
                                        : Attempt.sent();
                            });
            Office.Given deaf = new Office.Given("deaf", any -> Attempt.tryAgain("what?"));
            Office.Given proud = new Office.Given("proud", any -> Attempt.refused("never"));
            Notifier notifier =
                    office.open(builder -> builder.route(moody).route(deaf).route(proud));

            notifier.toUser("7", note("n", "bell", "moody", "deaf", "proud"));
            notifier.toUser("9", note("n", "bell", "moody"));

            UUID id = newest(notifier, "7");
            awaitState(notifier, id, "moody", DeliveryState.SENT);
            awaitState(notifier, id, "deaf", DeliveryState.FAILED);
            awaitState(notifier, id, "proud", DeliveryState.FAILED);
            Map<String, Outcome> outcomes = notifier.deliveries().of(id);
            assertThat(outcomes.get("moody").attempts()).isEqualTo(3);
            assertThat(outcomes.get("deaf"))
                    .isEqualTo(new Outcome(DeliveryState.FAILED, 3, "what?", null));
            assertThat(outcomes.get("proud"))
                    .isEqualTo(new Outcome(DeliveryState.FAILED, 1, "never", null));
            UUID other = newest(notifier, "9");
            awaitState(notifier, other, "moody", DeliveryState.FAILED);
            assertThat(notifier.deliveries().of(other).get("moody").reason())
                    .isEqualTo("java.lang.IllegalStateException: a bug");
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_processes_bring_everything_once_even_what_they_claim_in_the_same_millisecond(
            GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier one = office.open(builder -> builder.route(pigeon).clock(clock));
            Notifier other = office.open(builder -> builder.route(pigeon).clock(clock));
            List<String> users = IntStream.range(0, 500).mapToObj(Integer::toString).toList();

            one.toUsers(users, note("n", "pigeon"));
            other.toUsers(users, note("n", "pigeon"));

            await().until(() -> pigeon.brought.size() >= 1_000);
            await().until(() -> unfinished(office) == 0);
            assertThat(pigeon.brought.stream().map(Delivery::id).distinct()).hasSize(1_000);
            assertThat(pigeon.brought).hasSize(1_000);
        }
    }

    private static long unfinished(Office office) {
        return office.application.own(handle ->
                handle.createQuery("SELECT COUNT(*) FROM belfry_delivery WHERE due_at IS NOT NULL")
                        .mapTo(Long.class)
                        .one());
    }

    /** A worker that claims, and is never heard of again. */
    @ParameterizedTest
    @EnumSource
    void what_a_worker_has_claimed_and_never_ends_is_brought_by_another(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            CountDownLatch claimed = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Route hanging =
                    new Office.Given(
                            "pigeon",
                            delivery -> {
                                claimed.countDown();
                                waitFor(end);
                                return Attempt.refused("much too late");
                            });
            // It claims one, and so nothing while that hangs: as if it were gone.
            WorkerSettings one = new WorkerSettings(1, 1, LOOK, CLAIM, 3, Pauses.USUAL);
            Notifier dead =
                    office.open(builder ->
                            builder.route(hanging)
                                    .clock(clock)
                                    .settings(NotifierSettings.defaults().withWorker(one)));
            dead.toUser("7", note("n", "bell", "pigeon"));
            claimed.await();
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier other = office.open(builder -> builder.route(pigeon).clock(clock));
            UUID id = newest(other, "7");
            assertThat(other.deliveries().of(id).get("pigeon").state())
                    .isEqualTo(DeliveryState.PENDING);

            clock.passes(CLAIM.plusMillis(1));

            assertThat(pigeon.brought.take().attempt()).isEqualTo(2);
            awaitState(other, id, "pigeon", DeliveryState.SENT);
            assertThat(items(other, "7")).hasSize(1);
            end.countDown();
            dead.close();
            awaitState(other, id, "pigeon", DeliveryState.SENT);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_route_that_hangs_holds_up_no_other_one(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            CountDownLatch end = new CountDownLatch(1);
            Route hanging =
                    new Office.Given(
                            "hanging",
                            delivery -> {
                                waitFor(end);
                                return Attempt.sent();
                            });
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier notifier = office.open(builder -> builder.route(hanging).route(pigeon));
            for (int i = 0; i < 50; i++) {
                notifier.toUser("7", note("n", "hanging", "pigeon"));
            }
            for (int i = 0; i < 50; i++) {
                pigeon.brought.take();
            }
            end.countDown();
        }
    }

    /** Only for those who are not there. */
    private record Push(BlockingQueue<Delivery> brought) implements Route {
        @Override
        public String name() {
            return "push";
        }

        @Override
        public Attempt deliver(Delivery delivery) {
            brought.add(delivery);
            return Attempt.sent();
        }

        @Override
        public Duration delay(Importance importance) {
            return Duration.ofSeconds(importance == Importance.URGENT ? 0 : 5);
        }

        @Override
        public boolean unlessSeen() {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_waits_is_brought_when_its_time_has_come_unless_it_was_seen(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Push push = new Push(new LinkedBlockingQueue<>());
            Notifier notifier = office.open(builder -> builder.route(push).clock(clock));
            notifier.toUser("7", note("on a page in sight", "bell", "push"));
            UUID inSight = newest(notifier, "7");
            notifier.toUser("7", note("on a page out of sight", "bell", "push"));
            UUID outOfSight = newest(notifier, "7");
            notifier.toUser("7", note("read", "bell", "push"));
            UUID read = newest(notifier, "7");
            notifier.toUser("7", note("deleted", "bell", "push"));
            UUID deleted = newest(notifier, "7");

            notifier.deliveries().delivered("7", List.of(inSight), true);
            notifier.deliveries().delivered("7", List.of(outOfSight), false);
            notifier.deliveries().delivered("8", List.of(outOfSight, read), true);
            notifier.bell().mark("7", read, Mark.READ, null);
            notifier.bell().delete("7", deleted, null);
            assertThat(push.brought).isEmpty();
            clock.passes(Duration.ofSeconds(5));

            assertThat(push.brought.take().notificationId()).isEqualTo(outOfSight);
            awaitState(notifier, outOfSight, "push", DeliveryState.SENT);
            awaitState(notifier, inSight, "push", DeliveryState.CANCELLED);
            awaitState(notifier, read, "push", DeliveryState.CANCELLED);
            awaitState(notifier, deleted, "push", DeliveryState.CANCELLED);
            assertThat(notifier.deliveries().of(inSight).get("push").reason())
                    .isEqualTo("a page of the user has it in sight");
            assertThat(notifier.deliveries().of(read).get("push").reason())
                    .isEqualTo("the user has seen it");
            assertThat(push.brought).isEmpty();
        }
    }

    @NotificationType("offer")
    record Offer(List<String> routes) implements Notification {
        @Override
        public Content content() {
            return Content.of("Today only");
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.of(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_has_expired_meanwhile_is_not_brought(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Push push = new Push(new LinkedBlockingQueue<>());
            Notifier notifier = office.open(builder -> builder.route(push).clock(clock));
            notifier.toUser("7", new Offer(List.of("bell", "push")));
            UUID id = newest(notifier, "7");

            clock.passes(Duration.ofSeconds(5));

            awaitState(notifier, id, "push", DeliveryState.CANCELLED);
            assertThat(notifier.deliveries().of(id).get("push").reason())
                    .isEqualTo("it has expired");
            assertThat(push.brought).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_item_that_is_brought_up_to_date_while_its_push_waits_is_pushed_once(
            GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Push push = new Push(new LinkedBlockingQueue<>());
            Notifier notifier = office.open(builder -> builder.route(push).clock(clock));
            List<String> routes = List.of("bell", "push");
            for (String title : List.of("one", "two", "three")) {
                notifier.toUser("7", new Office.Message("5", title, routes));
            }

            clock.passes(Duration.ofSeconds(5));
            Delivery brought = push.brought.take();
            assertThat(brought.content().title()).isEqualTo("three");
            assertThat(brought.occurrences()).isEqualTo(3);
            awaitState(notifier, brought.notificationId(), "push", DeliveryState.SENT);
            notifier.toUser("7", new Office.Message("5", "four", routes));
            clock.passes(Duration.ofSeconds(5));
            assertThat(push.brought.take().content().title()).isEqualTo("four");
            assertThat(push.brought).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_page_has_and_what_the_user_did_since_shows_in_the_outcome(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.open();
            notifier.toUser("7", note("n", "bell", "broadcast"));
            UUID id = newest(notifier, "7");
            awaitState(notifier, id, "broadcast", DeliveryState.SENT);

            notifier.deliveries().delivered("8", List.of(id), true);
            awaitState(notifier, id, "broadcast", DeliveryState.SENT);
            notifier.deliveries().delivered("7", List.of(id), true);
            awaitState(notifier, id, "broadcast", DeliveryState.DELIVERED);
            notifier.bell().mark("7", id, Mark.SEEN, null);
            awaitState(notifier, id, "broadcast", DeliveryState.SEEN);
            notifier.bell().mark("7", id, Mark.READ, null);
            awaitState(notifier, id, "broadcast", DeliveryState.READ);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_speaks_of_a_hundred_at_most(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            List<UUID> many = IntStream.range(0, 101).mapToObj(any -> UUID.randomUUID()).toList();
            notifier.deliveries().delivered("7", many.subList(0, 100), true);
            notifier.deliveries().delivered("7", List.of(), true);
            assertThatExceptionOfType(FieldRefused.class)
                    .isThrownBy(() -> notifier.deliveries().delivered("7", many, true))
                    .withMessage("ids has 101 entries, at most 100");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_left_at_the_end_is_brought_after_the_next_start(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier writing =
                    office.open(
                            builder -> builder.withoutWorkers().route(new Office.Given("pigeon")));
            writing.toUser("7", note("n", "pigeon"));
            writing.close();

            Office.Given pigeon = new Office.Given("pigeon");
            office.open(builder -> builder.route(pigeon));

            assertThat(pigeon.brought.take().attempt()).isEqualTo(1);
        }
    }
}
