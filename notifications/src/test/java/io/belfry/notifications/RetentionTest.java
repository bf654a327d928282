package io.belfry.notifications;

import static io.belfry.notifications.Office.note;
import static io.belfry.notifications.Office.titles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Notification;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.MovableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How long things are kept, in real databases. */
@Timeout(120)
class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Retention QUICK =
            new Retention(Duration.ofDays(30), Duration.ofDays(7), Duration.ofMillis(20));

    private final MovableClock clock = MovableClock.at(NOON);

    record Offer(List<String> routes) implements Notification {
        @Override
        public Content content() {
            return Content.of("Today only");
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.of(Duration.ofHours(1));
        }
    }

    private Notifier open(Office office, Office.Given pigeon) {
        NotifierSettings settings =
                NotifierSettings.defaults().withWorker(Office.QUICK).withRetention(QUICK);
        return office.open(builder -> builder.clock(clock).settings(settings).route(pigeon));
    }

    @ParameterizedTest
    @EnumSource
    void what_has_expired_is_deleted_with_its_count_and_pages_are_told(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = open(office, new Office.Given("pigeon"));
            notifier.toUser("7", new Offer(List.of("bell")));
            var offer = Office.items(notifier, "7").getFirst();
            notifier.toUser("7", note("stays"));
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(2, 2, 2));

            clock.passes(Duration.ofHours(1).plusMillis(1));

            await().until(() -> titles(notifier, "7").equals(List.of("stays")));
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(1, 1, 3));
            JsonNode told = JsonMapper.shared().readTree(office.broadcast.take().data());
            assertThat(told.path("change").stringValue()).isEqualTo("deleted");
            assertThat(told.path("ids").get(0).stringValue()).isEqualTo(offer.id().toString());
            assertThat(told.path("bell").path("unread").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thousands_that_are_old_are_deleted_by_two_processes_with_right_counts(
            GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier writing = office.writing(clock);
            List<String> users = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
            office.application.commits(() -> {
                for (int i = 0; i < 5; i++) {
                    writing.toUsers(users, note("old"));
                }
            });
            clock.passes(Duration.ofDays(29));
            writing.toUsers(users, note("newer"));
            clock.passes(Duration.ofDays(1).plusMillis(1));

            open(office, new Office.Given("pigeon"));
            open(office, new Office.Given("pigeon"));

            await().until(() -> office.rows("belfry_notification") == 300);
            for (String user : List.of("0", "150", "299")) {
                Counts bell = writing.bell().count(user);
                assertThat(bell.unread()).isEqualTo(1);
                assertThat(bell).isEqualTo(office.counted(user, bell.version()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_became_of_deliveries_is_forgotten_and_what_waits_is_not(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier notifier = open(office, pigeon);
            notifier.toUsers(
                    IntStream.range(0, 1_001).mapToObj(Integer::toString).toList(),
                    note("n", "pigeon"));
            await().atMost(Duration.ofSeconds(60)).until(() -> pigeon.brought.size() == 1_001);
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting(office) == 0);
            Notifier other =
                    office.open(builder ->
                            builder.withoutWorkers().clock(clock).route(new Office.Given("dove")));
            other.toUser("7", note("n", "dove"));

            clock.passes(Duration.ofDays(7).plusMillis(1));

            await().until(() -> office.rows("belfry_delivery") == 1);
            await().until(() -> office.rows("belfry_dispatch") == 0);
            assertThat(waiting(office)).isEqualTo(1);
        }
    }

    private static long waiting(Office office) {
        return office.application.own(handle ->
                handle.createQuery("SELECT COUNT(*) FROM belfry_delivery WHERE due_at IS NOT NULL")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void nothing_is_kept_for_less_than_a_minute() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Retention(
                                Duration.ofSeconds(59), Duration.ofDays(1), Duration.ofMinutes(1)))
                .withMessage("items is PT59S, must be at least PT1M");
    }
}
