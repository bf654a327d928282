package io.belfry.notifications;

import static io.belfry.notifications.Office.note;
import static io.belfry.notifications.Office.titles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.notifications.audience.Audience;
import io.belfry.notifications.audience.AudienceResolver;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.store.DispatchRow.State;
import io.belfry.testkit.GivenDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Notifications for more users than one transaction can hold, in real databases. */
@Timeout(120)
class DispatchTest {

    /** Users from 0 on, by their numbers. */
    private static AudienceResolver numbered(int users) {
        return (audience, after, limit) -> page(users, after, limit);
    }

    private static List<String> page(int users, @Nullable String after, int limit) {
        int from = after == null ? 0 : Integer.parseInt(after) + 1;
        return IntStream.range(from, Math.min(users, from + limit))
                .mapToObj(Integer::toString)
                .toList();
    }

    private static void awaitDone(Notifier notifier) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        notifier.dispatches(1_000).stream()
                                .noneMatch(each -> each.state() == State.PENDING));
    }

    /** How many users have how many items of a title. */
    private static Map<Integer, Integer> usersByItems(Office office, String title) {
        return office.application.own(handle ->
                handle
                        .createQuery(
                                """
                                SELECT items, COUNT(*) AS users FROM (
                                    SELECT user_id, COUNT(*) AS items FROM belfry_notification
                                    WHERE title = :title GROUP BY user_id) AS counted
                                GROUP BY items
                                """)
                        .bind("title", title)
                        .map((row, context) -> Map.entry(row.getInt("items"), row.getInt("users")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    record Closed(String day) implements Notification {
        @Override
        public Content content() {
            return Content.of("Closed on " + day).withData(Map.of("day", day));
        }

        @Override
        public Content contentFor(String route) {
            return route.equals("pigeon") ? Content.of("No school!") : content();
        }

        @Override
        public List<String> routes() {
            return List.of(BELL, "pigeon");
        }

        @Override
        public Importance importance() {
            return Importance.HIGH;
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.of(Duration.ofDays(1));
        }

        @Override
        public Optional<String> groupKey() {
            return Optional.of("closing");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everybody_of_a_role_gets_it_once_with_all_that_it_says(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier notifier =
                    office.open(builder -> builder.audiences(numbered(2_345)).route(pigeon));

            office.application.commits(() -> notifier.toRole("parent", new Closed("monday")));

            awaitDone(notifier);
            assertThat(usersByItems(office, "Closed on monday")).isEqualTo(Map.of(1, 2_345));
            var item = Office.items(notifier, "2344").getFirst();
            assertThat(item.importance()).isEqualTo(Importance.HIGH);
            assertThat(item.data().json()).isEqualTo("{\"day\":\"monday\"}");
            assertThat(item.expiresAt()).isEqualTo(item.createdAt().plus(Duration.ofDays(1)));
            assertThat(pigeon.brought.take().content().title()).isEqualTo("No school!");
            Dispatch done = notifier.dispatches(1).getFirst();
            assertThat(done.written()).isEqualTo(2_345);
            assertThat(done.audience()).isEqualTo("role parent");
            assertThat(done.type()).isEqualTo(Closed.class.getName());

            notifier.toRole("parent", new Closed("tuesday"));
            awaitDone(notifier);
            assertThat(titles(notifier, "7")).containsExactly("Closed on tuesday");
        }
    }

    @ParameterizedTest
    @EnumSource
    void groups_are_told_apart_and_an_empty_one_is_done_at_once(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            AudienceResolver classes =
                    (audience, after, limit) ->
                            audience.equals(new Audience.Group("class", "7b")) && after == null
                                    ? List.of("anna", "bert")
                                    : List.of();
            Notifier notifier = office.open(builder -> builder.audiences(classes));

            notifier.toGroup("class", "7b", note("for 7b"));
            notifier.toGroup("class", "7c", note("for 7c"));

            awaitDone(notifier);
            assertThat(titles(notifier, "anna")).containsExactly("for 7b");
            assertThat(titles(notifier, "bert")).containsExactly("for 7b");
            assertThat(office.rows("belfry_notification")).isEqualTo(2);
            assertThat(notifier.dispatches(10))
                    .extracting(Dispatch::audience)
                    .containsExactlyInAnyOrder("class 7b", "class 7c");
        }
    }

    @ParameterizedTest
    @EnumSource
    void more_users_than_one_transaction_takes_get_it_page_by_page(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.open();
            List<String> users = IntStream.range(0, 2_500).mapToObj(Integer::toString).toList();

            notifier.toUsers(users, note("many"));

            awaitDone(notifier);
            assertThat(usersByItems(office, "many")).isEqualTo(Map.of(1, 2_500));
            assertThat(notifier.dispatches(10)).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void several_processes_write_each_user_once(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier one = office.open(builder -> builder.audiences(numbered(3_000)));
            Notifier other = office.open(builder -> builder.audiences(numbered(3_000)));

            one.toRole("a", note("for a"));
            other.toRole("b", note("for b"));

            awaitDone(one);
            assertThat(usersByItems(office, "for a")).isEqualTo(Map.of(1, 3_000));
            assertThat(usersByItems(office, "for b")).isEqualTo(Map.of(1, 3_000));
            assertThat(one.bell().count("2999").unread()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_audience_that_cannot_be_told_now_goes_on_where_it_was(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            AtomicInteger calls = new AtomicInteger();
            AudienceResolver moody =
                    (audience, after, limit) -> {
                        if (calls.incrementAndGet() % 2 == 0) {
                            throw new IllegalStateException("the directory is away");
                        }
                        return page(2_500, after, limit);
                    };
            Notifier notifier = office.open(builder -> builder.audiences(moody));

            notifier.toRole("parent", note("n"));

            awaitDone(notifier);
            assertThat(usersByItems(office, "n")).isEqualTo(Map.of(1, 2_500));
            assertThat(notifier.dispatches(1).getFirst().state()).isEqualTo(State.DONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_audience_that_is_wrong_is_given_up_with_the_reason(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            AudienceResolver wrong =
                    (audience, after, limit) ->
                            switch (((Audience.Role) audience).name()) {
                                case "standing" -> List.of("1");
                                case "nameless" -> List.of("1", "");
                                default -> page(5_000, after, 5_000);
                            };
            Notifier notifier = office.open(builder -> builder.audiences(wrong));
            for (String role : List.of("standing", "nameless", "huge")) {
                notifier.toRole(role, note(role));
            }
            awaitDone(notifier);
            assertThat(notifier.dispatches(3))
                    .extracting(Dispatch::state)
                    .containsOnly(State.FAILED);
            assertThat(notifier.dispatches(3))
                    .extracting(Dispatch::failure)
                    .containsExactlyInAnyOrder(
                            "the audience does not go on after 1",
                            "user_id has 0 characters, must have 1 to 200",
                            "the audience has 5000 users on a page of 1000");
            assertThat(usersByItems(office, "standing")).isEqualTo(Map.of(1, 1));
            assertThat(usersByItems(office, "nameless")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_process_that_cannot_resolve_audiences_leaves_them_to_others(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier without = office.open();
            Notifier writing =
                    office.open(builder -> builder.audiences(numbered(10)).withoutWorkers());
            writing.toRole("parent", note("n"));
            without.toUsers(
                    IntStream.range(0, 1_001).mapToObj(Integer::toString).toList(), note("many"));
            await().until(() -> usersByItems(office, "many").equals(Map.of(1, 1_001)));
            assertThat(writing.dispatches(10).getLast().state()).isEqualTo(State.PENDING);

            office.open(builder -> builder.audiences(numbered(10)));

            awaitDone(writing);
            assertThat(usersByItems(office, "n")).isEqualTo(Map.of(1, 10));
        }
    }
}
