package io.belfry.notifications;

import static io.belfry.notifications.Office.items;
import static io.belfry.notifications.Office.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.fields.FieldRefused;
import io.belfry.notifications.bell.Bell;
import io.belfry.notifications.bell.BellFilter;
import io.belfry.notifications.bell.BellPage;
import io.belfry.notifications.bell.BellQuery;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Mark;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.MovableClock;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What users do with their bells, in real databases. */
@Timeout(120)
class BellTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<Mark> MARKS = List.of(Mark.values());
    private static final SocketId SOCKET = new SocketId("1.2");

    private final MovableClock clock = MovableClock.at(NOON);

    private static void send(Notifier notifier, String user, int from, int to) {
        for (int i = from; i < to; i++) {
            notifier.toUser(user, note("n" + i));
        }
    }

    private static JsonNode told(Office office) throws InterruptedException {
        Publication event = office.broadcast.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        assertThat(event.name()).isEqualTo("belfry.bell");
        assertThat(event.channels().getFirst().value()).isEqualTo("private-notifications.7");
        assertThat(event.except()).isEqualTo(SOCKET);
        return JsonMapper.shared().readTree(event.data());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @EnumSource
    void pages_give_each_item_once_the_newest_first_while_others_arrive(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            send(notifier, "7", 0, 45);
            send(notifier, "8", 0, 3);
            BellQuery query = BellQuery.first();
            List<String> seen = new ArrayList<>();
            BellPage page = notifier.bell().list("7", query);
            assertThat(page.bell()).isEqualTo(new Counts(45, 45, 45));
            for (int pages = 1; ; pages++) {
                page.items().forEach(item -> seen.add(item.title()));
                if (page.next() == null) {
                    assertThat(pages).isEqualTo(3);
                    break;
                }
                send(notifier, "7", 100, 101);
                page = notifier.bell().list("7", query.withCursor(page.next()));
            }
            List<String> expected = new ArrayList<>();
            for (int i = 44; i >= 0; i--) {
                expected.add("n" + i);
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filters_tell_read_and_archived_items_apart(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            send(notifier, "7", 0, 4);
            List<Item> items = items(notifier, "7");
            bell.mark("7", items.get(0).id(), Mark.READ, null);
            bell.mark("7", items.get(1).id(), Mark.ARCHIVED, null);

            assertThat(titles(bell, BellFilter.ALL)).containsExactly("n3", "n1", "n0");
            assertThat(titles(bell, BellFilter.UNREAD)).containsExactly("n1", "n0");
            assertThat(titles(bell, BellFilter.ARCHIVED)).containsExactly("n2");
            assertThat(BellFilter.of("unread")).isEqualTo(BellFilter.UNREAD);
            refuses("filter", () -> BellFilter.of("none"));
        }
    }

    private static List<String> titles(Bell bell, BellFilter filter) {
        return bell.list("7", BellQuery.first().withFilter(filter)).items().stream()
                .map(Item::title)
                .toList();
    }

    private static void refuses(String field, ThrowingCallable call) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .withMessageContaining(field);
    }

    @ParameterizedTest
    @EnumSource
    void a_cursor_that_was_changed_or_is_of_another_list_is_refused(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            send(notifier, "7", 0, 3);
            BellQuery query = BellQuery.first().withLimit(1);
            String cursor = bell.list("7", query).next();
            assertThat(cursor).isNotNull();

            for (int i = 0; i < cursor.length(); i++) {
                char other = cursor.charAt(i) == 'a' ? 'b' : 'a';
                String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
                refuses("cursor", () -> bell.list("7", query.withCursor(changed)));
            }
            for (String none : List.of("", "-", "zzzzzzzzzzzzz-00000000", cursor + "0", "\u0000")) {
                refuses("cursor", () -> bell.list("7", query.withCursor(none)));
            }
            refuses("cursor", () -> bell.list("8", query.withCursor(cursor)));
            refuses(
                    "cursor",
                    () -> bell.list("7", query.withCursor(cursor).withFilter(BellFilter.UNREAD)));
            refuses("limit", () -> query.withLimit(0));
            refuses("limit", () -> query.withLimit(101));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_done_with_an_item_changes_the_counts_and_is_told_to_other_pages(
            GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            send(notifier, "7", 0, 2);
            UUID id = items(notifier, "7").getFirst().id();

            assertDone(office, bell, id, Mark.SEEN, "seen", new Counts(2, 1, 3));
            assertDone(office, bell, id, Mark.READ, "read", new Counts(1, 1, 4));
            assertDone(office, bell, id, Mark.UNREAD, "unread", new Counts(2, 1, 5));
            assertDone(office, bell, id, Mark.ARCHIVED, "archived", new Counts(1, 1, 6));
            assertDone(office, bell, id, Mark.UNARCHIVED, "unarchived", new Counts(2, 1, 7));
            assertThat(bell.delete("7", id, SOCKET)).contains(new Counts(1, 1, 8));
            assertThat(told(office))
                    .isEqualTo(
                            json(
                                    """
                                    {'change': 'deleted', 'ids': ['%s'], 'up_to': null,
                                     'bell': {'unread': 1, 'unseen': 1, 'version': 8}}
                                    """
                                            .formatted(id)));
            assertThat(bell.delete("7", id, SOCKET)).isEmpty();
            assertThat(office.broadcast).isEmpty();
        }
    }

    private static void assertDone(
            Office office, Bell bell, UUID id, Mark mark, String word, Counts counts)
            throws Exception {
        var changed = bell.mark("7", id, mark, SOCKET).orElseThrow();
        assertThat(changed.bell()).isEqualTo(counts);
        assertThat(bell.count("7")).isEqualTo(counts);
        JsonNode told = told(office);
        assertThat(told.path("change").stringValue()).isEqualTo(word);
        assertThat(told.path("ids").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(told.path("bell").path("version").asLong()).isEqualTo(counts.version());
        // Again changes nothing, and nobody is told.
        assertThat(bell.mark("7", id, mark, SOCKET)).contains(changed);
        assertThat(office.broadcast).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_read_was_seen_too(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            send(notifier, "7", 0, 1);
            UUID id = items(notifier, "7").getFirst().id();

            Item item = notifier.bell().mark("7", id, Mark.READ, null).orElseThrow().item();

            assertThat(item.readAt()).isEqualTo(NOON);
            assertThat(item.seenAt()).isEqualTo(NOON);
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(0, 0, 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_does_anything_with_the_items_of_others(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            send(notifier, "7", 0, 1);
            send(notifier, "8", 0, 1);
            UUID foreign = items(notifier, "7").getFirst().id();

            for (Mark mark : Mark.values()) {
                assertThat(bell.mark("8", foreign, mark, null)).isEmpty();
                assertThat(bell.mark("9", foreign, mark, null)).isEmpty();
            }
            assertThat(bell.markAll("8", Mark.READ, foreign, null)).isEmpty();
            assertThat(bell.delete("8", foreign, null)).isEmpty();
            assertThat(bell.deleteAll("8", foreign, null)).isEmpty();
            assertThat(bell.count("7")).isEqualTo(new Counts(1, 1, 1));
            assertThat(bell.count("8")).isEqualTo(new Counts(1, 1, 1));
            assertThat(office.broadcast).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_up_to_an_item_leaves_newer_ones_alone(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            send(notifier, "7", 0, 5);
            UUID third = items(notifier, "7").get(2).id();

            assertThat(bell.markAll("7", Mark.SEEN, third, SOCKET)).contains(new Counts(5, 2, 6));
            assertThat(told(office))
                    .isEqualTo(
                            json(
                                    """
                                    {'change': 'seen', 'ids': null, 'up_to': '%s',
                                     'bell': {'unread': 5, 'unseen': 2, 'version': 6}}
                                    """
                                            .formatted(third)));
            assertThat(bell.markAll("7", Mark.READ, third, null)).contains(new Counts(2, 2, 7));
            assertThat(bell.markAll("7", Mark.ARCHIVED, third, null)).contains(new Counts(2, 2, 8));
            assertThat(titles(bell, BellFilter.ALL)).containsExactly("n4", "n3");
            assertThat(bell.deleteAll("7", third, null)).contains(new Counts(2, 2, 9));
            assertThat(titles(bell, BellFilter.ARCHIVED)).isEmpty();
            assertThat(bell.deleteAll("7", null, null)).contains(new Counts(0, 0, 10));
            refuses("mark", () -> bell.markAll("7", Mark.UNREAD, null, null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void doing_something_with_all_again_changes_nothing(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            send(notifier, "7", 0, 2);
            bell.markAll("7", Mark.READ, null, SOCKET);
            told(office);

            assertThat(bell.markAll("7", Mark.READ, null, SOCKET)).contains(new Counts(0, 0, 3));
            assertThat(bell.markAll("9", Mark.READ, null, SOCKET)).contains(Counts.NONE);
            assertThat(bell.deleteAll("9", null, SOCKET)).contains(Counts.NONE);
            assertThat(office.broadcast).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ten_thousand_items_are_read_and_deleted_at_once(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Bell bell = notifier.bell();
            office.application.commits(() -> send(notifier, "7", 0, 10_000));

            assertThat(bell.markAll("7", Mark.READ, null, null)).contains(new Counts(0, 0, 10_001));
            assertThat(bell.list("7", BellQuery.first().withFilter(BellFilter.UNREAD)).items())
                    .isEmpty();
            assertThat(bell.deleteAll("7", null, null)).contains(new Counts(0, 0, 10_002));
            assertThat(office.rows("belfry_notification")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rolled_back_was_not_done_and_is_told_to_nobody(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            send(notifier, "7", 0, 1);

            office.application.rollsBack(
                    () -> notifier.bell().markAll("7", Mark.READ, null, SOCKET));

            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(1, 1, 1));
            assertThat(office.broadcast).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_user_whom_no_channel_can_be_named_after_has_a_bell_all_the_same(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            String user = "jan+x@example.com";
            send(notifier, user, 0, 1);

            assertThat(notifier.bell().markAll(user, Mark.READ, null, null))
                    .contains(new Counts(0, 0, 2));
        }
    }

    /** Whatever is done in whatever order, the counts are those of the rows. */
    @ParameterizedTest
    @EnumSource
    void the_counts_are_always_those_of_the_rows(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.writing(clock);
            Random random = new Random(7);
            for (int i = 0; i < 300; i++) {
                doSomething(notifier, random);
                Counts bell = notifier.bell().count("7");
                assertThat(bell).isEqualTo(office.counted("7", bell.version()));
            }
        }
    }

    private static void doSomething(Notifier notifier, Random random) {
        Bell bell = notifier.bell();
        List<Item> items = new ArrayList<>(items(notifier, "7"));
        items.addAll(bell.list("7", BellQuery.first().withFilter(BellFilter.ARCHIVED)).items());
        if (items.isEmpty() || random.nextInt(3) == 0) {
            notifier.toUser("7", Office.message("c" + random.nextInt(5), "m"));
            return;
        }
        UUID id = items.get(random.nextInt(items.size())).id();
        Mark mark = MARKS.get(random.nextInt(MARKS.size()));
        switch (random.nextInt(12)) {
            case 0 -> bell.delete("7", id, null);
            case 1 -> bell.markAll("7", Mark.SEEN, id, null);
            case 2 -> bell.markAll("7", Mark.READ, id, null);
            case 3 -> bell.markAll("7", Mark.ARCHIVED, id, null);
            default -> bell.mark("7", id, mark, null);
        }
    }
}
