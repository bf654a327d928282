package io.belfry.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonValue;

import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Page;
import io.belfry.live.GivenApplication;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.MovableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Feeds in real databases, told over a real hub. */
@Timeout(60)
class ActivityFeedTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-27T12:00:00Z"));
    private final BroadcastFake fake = new BroadcastFake();

    private ActivityFeed feed(GivenApplication application) {
        return new ActivityFeed(
                application.transactions(),
                application.broadcaster(),
                FeedSettings.defaults(),
                clock);
    }

    private ActivityFeed remembered(GivenDatabase database) {
        return feed(GivenApplication.remembered(fake, database));
    }

    private static Activity activity(String summary) {
        return new Activity(
                new Actor("7", "Ada"),
                "assigned",
                new ActivityObject("booking", "12", "Swimming"),
                summary,
                Map.of("trainer", Map.of("id", 4)));
    }

    @ParameterizedTest
    @EnumSource
    void each_audience_hears_of_a_new_entry_as_it_is_read_later(GivenDatabase database) {
        ActivityFeed feed = feed(GivenApplication.over(given, database));
        HubClient admin = given.client().subscribes("private-activity.admin");
        HubClient course = given.client().subscribes("private-activity.course.7");
        HubClient other = given.client().subscribes("private-activity.course.8");

        Entry entry = feed.add(activity("Ada assigned <b>"), List.of("admin", "course.7"));

        String json =
                """
                {"id": "%s", "actor": {"id": "7", "name": "Ada"}, "verb": "assigned",
                 "object": {"type": "booking", "id": "12", "title": "Swimming"},
                 "summary": "Ada assigned <b>", "data": {"trainer": {"id": 4}},
                 "created_at": "2026-11-27T12:00:00.000Z"}
                """
                        .formatted(entry.id());
        JsonMapper mapper = JsonMapper.shared();
        assertThat(admin.sees("ActivityUpdated").data()).isEqualTo(mapper.readTree(json));
        assertThat(course.sees("ActivityUpdated").data()).isEqualTo(mapper.readTree(json));
        other.seesNothingMore();
        assertThat(feed.page("admin", null, 10).items()).containsExactly(entry);
        assertThat(feed.page("course.7", null, 10).items()).containsExactly(entry);
        assertThat(feed.page("course.8", null, 10).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void pages_go_on_where_the_last_one_ended_whatever_is_added(GivenDatabase database) {
        ActivityFeed feed = remembered(database);
        IntStream.rangeClosed(1, 5).forEach(i -> feed.add(activity("" + i), List.of("admin")));

        Page<Entry> first = feed.page("admin", null, 2);
        feed.add(activity("6"), List.of("admin"));
        feed.add(activity("elsewhere"), List.of("other"));
        Page<Entry> second = feed.page("admin", first.next(), 2);
        Page<Entry> third = feed.page("admin", second.next(), 2);

        assertThat(first.items()).extracting(Entry::summary).containsExactly("5", "4");
        assertThat(second.items()).extracting(Entry::summary).containsExactly("3", "2");
        assertThat(third.items()).extracting(Entry::summary).containsExactly("1");
        assertThat(third.next()).isNull();
        refuses("cursor", () -> feed.page("other", first.next(), 2));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_old_is_deleted(GivenDatabase database) {
        ActivityFeed feed = remembered(database);
        feed.add(activity("old"), List.of("admin", "other"));
        clock.passes(Duration.ofDays(1));
        feed.add(activity("young"), List.of("admin", "other"));

        clock.passes(Duration.ofDays(90));
        assertThat(feed.sweep()).isFalse();

        assertThat(feed.page("admin", null, 10).items())
                .extracting(Entry::summary)
                .containsExactly("young");
        assertThat(feed.page("other", null, 10).items()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void of_a_rollback_nobody_hears_or_reads(GivenDatabase database) {
        GivenApplication application = GivenApplication.remembered(fake, database);
        ActivityFeed feed = feed(application);

        application.transactions().rollsBack(() -> feed.add(activity("no"), List.of("admin")));

        fake.assertNothingBroadcast();
        assertThat(feed.page("admin", null, 10).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_feed_has_audiences_that_channels_can_be_named_after(GivenDatabase database) {
        ActivityFeed feed = remembered(database);
        List<String> many = IntStream.range(0, 101).mapToObj(String::valueOf).toList();

        feed.add(activity("to all of them"), many.subList(0, 100));
        refuses("audiences", () -> feed.add(activity("a"), List.of()));
        refuses("audiences", () -> feed.add(activity("a"), many));
        refuses("audience", () -> feed.add(activity("a"), List.of("a b")));
        refuses("audience", () -> feed.add(activity("a"), List.of("x".repeat(129))));
        refuses("limit", () -> feed.page("admin", null, 101));
        assertThat(fake.broadcasts()).hasSize(1);
    }

    /** What cannot be read cannot be written. */
    private record Unwritable() {
        @JsonValue
        String text() {
            throw new IllegalStateException("nothing to read here");
        }
    }

    @Test
    void an_activity_is_bounded() {
        Actor actor = new Actor("7", null);
        ActivityObject object = new ActivityObject("booking", "12", null);
        refuses("actor.id", () -> new Actor("", null));
        refuses("actor.name", () -> new Actor("7", "a\nb"));
        refuses("object.type", () -> new ActivityObject("x".repeat(101), "1", null));
        refuses("object.id", () -> new ActivityObject("booking", " ", null));
        refuses("object.title", () -> new ActivityObject("booking", "1", "x".repeat(201)));
        refuses("verb", () -> new Activity(actor, "", object, "Done", Map.of()));
        refuses("summary", () -> new Activity(actor, "did", object, "x".repeat(501), Map.of()));
        refuses(
                "data",
                () -> new Activity(actor, "did", object, "Done", Map.of("a", "x".repeat(4_096))));
        refuses(
                "data",
                () -> new Activity(actor, "did", object, "Done", Map.of("a", new Unwritable())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedSettings.defaults().withRetention(Duration.ofMinutes(1)))
                .withMessage("retention is PT1M, must be at least PT1H");
    }

    private static void refuses(String field, Runnable call) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(call::run)
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }
}
