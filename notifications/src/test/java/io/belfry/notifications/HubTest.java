package io.belfry.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.broadcasting.event.NotificationEvent;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;
import io.belfry.notifications.delivery.Outcome;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What open pages hear, from real databases through a real hub. */
@Timeout(120)
class HubTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final String LARAVEL = NotificationEvent.NAME;
    private static final String CHANNEL = "private-notifications.7";

    @NotificationType("appointment.confirmed")
    record Confirmed(long appointment) implements Notification {
        @Override
        public Content content() {
            return Content.of("Confirmed")
                    .withActionUrl("/appointments/" + appointment)
                    .withData(
                            Map.of(
                                    "appointment", appointment,
                                    "title", "gives way",
                                    "id", "gives way",
                                    "bell", "gives way"));
        }
    }

    private static Driver hub() {
        URI server = URI.create("http://127.0.0.1:" + given.port());
        return given.keeping(
                new PusherDriver(PusherSettings.of(server, given.app().id(), given.key())));
    }

    private static Broadcaster broadcaster(Driver driver) {
        return given.keeping(Broadcaster.builder().connection("main", driver).build());
    }

    @ParameterizedTest
    @EnumSource
    void an_open_page_hears_of_a_notification_as_echo_expects_it(GivenDatabase database)
            throws Exception {
        HubClient page = given.client().subscribes(CHANNEL);
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(hub()), builder -> {});

            notifier.toUser("7", new Confirmed(12));

            SeenMessage heard = page.sees(LARAVEL, CHANNEL);
            Item item = Office.items(notifier, "7").getFirst();
            JsonNode expected =
                    JsonMapper.shared()
                            .readTree(
                                    """
                                    {"appointment": 12, "user_id": "7", "title": "Confirmed",
                                     "message": null, "action_url": "/appointments/12",
                                     "importance": "normal", "occurrences": 1,
                                     "created_at": "%s", "expires_at": null, "id": "%s",
                                     "type": "appointment.confirmed",
                                     "bell": {"unread": 1, "unseen": 1, "version": 1}}
                                    """
                                            .formatted(
                                                    Timestamp.text(item.createdAt()), item.id()));
            assertThat(heard.data()).isEqualTo(expected);
            page.seesNothingMore();
        }
    }

    /** As long as one may be. */
    @NotificationType("long")
    record Long() implements Notification {
        @Override
        public Content content() {
            return Content.of("Long")
                    .withMessage("漢".repeat(2_000))
                    .withData(Map.of("notes", "x".repeat(8_000), "truncated", false));
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.of(Duration.ofDays(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_long_for_an_event_is_told_without_its_text(GivenDatabase database)
            throws Exception {
        HubClient page = given.client().subscribes(CHANNEL);
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(hub()), builder -> {});

            notifier.toUser("7", new Long());

            JsonNode heard = page.sees(LARAVEL, CHANNEL).data();
            assertThat(heard.path("truncated").asBoolean()).isTrue();
            assertThat(heard.path("title").asString()).isEqualTo("Long");
            assertThat(heard.path("message").isNull()).isTrue();
            assertThat(heard.has("notes")).isFalse();
            Item item = Office.items(notifier, "7").getFirst();
            assertThat(heard.path("expires_at").asString())
                    .isEqualTo(Timestamp.text(item.createdAt().plus(Duration.ofDays(1))));
            assertThat(item.content().message()).hasSize(2_000);
        }
    }

    /** For open pages only. */
    @NotificationType("passing")
    record Passing() implements Notification {
        @Override
        public Content content() {
            return Content.of("Passing").withData(Map.of("bell", "gives way"));
        }

        @Override
        public List<String> routes() {
            return List.of(Notification.BROADCAST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_stands_in_no_bell_is_told_without_one(GivenDatabase database) throws Exception {
        HubClient page = given.client().subscribes(CHANNEL);
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(hub()), builder -> {});
            notifier.toUser("7", new Passing());

            assertThat(page.sees(LARAVEL, CHANNEL).data().path("bell").isNull()).isTrue();
            assertThat(Office.items(notifier, "7")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_done_in_one_page_is_heard_by_the_others_only(GivenDatabase database)
            throws Exception {
        HubClient here = given.client().subscribes(CHANNEL);
        HubClient there = given.client().subscribes(CHANNEL);
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(hub()), builder -> {});
            notifier.toUser("7", Office.note("n"));
            UUID id = Office.items(notifier, "7").getFirst().id();

            notifier.bell().mark("7", id, Mark.READ, here.socketId());

            assertThat(there.sees("belfry.bell").data().path("change").stringValue())
                    .isEqualTo("read");
            here.seesNothingMore();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_name_and_a_channel_may_be_those_of_a_type_or_of_all(GivenDatabase database)
            throws Exception {
        HubClient page =
                given.client().subscribes("private-user.7").subscribes("private-App.User.7");
        try (Office office = new Office(database)) {
            NotifierSettings settings =
                    NotifierSettings.defaults()
                            .withWorker(Office.QUICK)
                            .withEventName("general-notification")
                            .withChannel(new UserChannel("App.User.{user}"));
            TypeSettings confirmed =
                    TypeSettings.of(Confirmed.class)
                            .withEventName("notification.sent")
                            .withChannel(new UserChannel("user.{user}"));
            Notifier notifier =
                    office.open(
                            broadcaster(hub()),
                            builder -> builder.settings(settings).type(confirmed));

            notifier.toUser("7", new Confirmed(12));
            page.sees("notification.sent", "private-user.7");
            notifier.toUser("7", Office.note("n", "broadcast"));
            page.sees("general-notification", "private-App.User.7");
            notifier.bell().markAll("7", Mark.READ, null, null);
            page.sees("belfry.bell", "private-App.User.7");
        }
    }

    /** The hub has told it, and the answer is lost: the same key lets it be told once. */
    @ParameterizedTest
    @EnumSource
    void what_is_sent_again_because_its_answer_was_lost_is_heard_once(GivenDatabase database)
            throws Exception {
        HubClient page = given.client().subscribes(CHANNEL);
        Driver hub = hub();
        AtomicInteger calls = new AtomicInteger();
        Driver losing =
                publication -> {
                    hub.send(publication);
                    if (calls.incrementAndGet() < 3) {
                        throw BroadcastFailed.forNow("the answer was lost", null);
                    }
                };
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(losing), builder -> {});

            notifier.toUser("7", new Confirmed(12));

            page.sees(LARAVEL);
            UUID id = Office.items(notifier, "7").getFirst().id();
            await().until(() ->
                    notifier.deliveries()
                            .of(id)
                            .get("broadcast")
                            .equals(
                                    new Outcome(
                                            DeliveryState.SENT, 3, "the answer was lost", null)));
            page.seesNothingMore();
        }
    }

    @ParameterizedTest
    @EnumSource
    void while_the_hub_is_away_the_bell_has_it_and_the_page_hears_of_it_later(
            GivenDatabase database) throws Exception {
        HubClient page = given.client().subscribes(CHANNEL);
        Driver hub = hub();
        AtomicInteger calls = new AtomicInteger();
        Driver away =
                publication -> {
                    if (calls.incrementAndGet() < 3) {
                        throw BroadcastFailed.forNow("connection refused", null);
                    }
                    hub.send(publication);
                };
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(away), builder -> {});

            office.application.commits(() -> notifier.toUser("7", new Confirmed(12)));

            assertThat(Office.titles(notifier, "7")).containsExactly("Confirmed");
            page.sees(LARAVEL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_no_channel_can_carry_fails_with_the_reason(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = office.open(broadcaster(hub()), builder -> {});
            notifier.toUser("jan+x@example.com", new Confirmed(12));
            UUID id = Office.items(notifier, "jan+x@example.com").getFirst().id();
            await().until(() ->
                    notifier.deliveries().of(id).get("broadcast").state() == DeliveryState.FAILED);
            assertThat(notifier.deliveries().of(id).get("broadcast").reason())
                    .isEqualTo("no channel can be named after user jan+x@example.com");
        }
    }
}
