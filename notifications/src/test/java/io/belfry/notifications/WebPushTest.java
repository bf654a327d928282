package io.belfry.notifications;

import static io.belfry.notifications.Office.items;
import static io.belfry.notifications.Office.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.Delivery;
import io.belfry.notifications.delivery.Outcome;
import io.belfry.notifications.preference.QuietHours;
import io.belfry.notifications.preference.UserPreferences;
import io.belfry.notifications.push.PushSubscriptions;
import io.belfry.notifications.push.WebPushRoute;
import io.belfry.notifications.push.WebPushSettings;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.testkit.GivenBrowser;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenPushService;
import io.belfry.testkit.GivenPushService.Pushed;
import io.belfry.testkit.MovableClock;
import io.belfry.webpush.Destinations;
import io.belfry.webpush.PushClient;
import io.belfry.webpush.PushMessage;
import io.belfry.webpush.VapidKeys;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What browsers get that are closed, from real databases and over a real push service. */
@Timeout(120)
class WebPushTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final VapidKeys KEYS = VapidKeys.generate();
    private static final String FAMILY = "👨‍👩‍👧";

    private final MovableClock clock = MovableClock.at(NOON);
    private final GivenPushService service = GivenPushService.standard();
    private final GivenPushService other = GivenPushService.standard();
    private final PushClient client =
            new PushClient(KEYS, "mailto:ops@example.org", Destinations.anywhere());

    @AfterEach
    void close() {
        client.close();
        service.close();
        other.close();
    }

    /** One that is about something, and does not wait. */
    @NotificationType("alarm")
    private record Alarm(Content content, @Nullable Duration lasts) implements Notification {
        @Override
        public Importance importance() {
            return Importance.URGENT;
        }

        @Override
        public List<String> routes() {
            return List.of("bell", "webpush");
        }

        @Override
        public Optional<String> groupKey() {
            return Optional.of("alarm");
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.ofNullable(lasts);
        }
    }

    private static Alarm alarm(String title) {
        return new Alarm(Content.of(title), null);
    }

    private WebPushRoute route(Office office) {
        return new WebPushRoute(office.application, client, WebPushSettings.defaults(), clock);
    }

    private Notifier open(Office office) {
        WebPushRoute route = route(office);
        return office.open(builder -> builder.route(route).clock(clock));
    }

    private PushSubscriptions subscriptions(Office office) {
        return new PushSubscriptions(office.application, Destinations.anywhere(), clock);
    }

    private boolean add(Office office, String userId, GivenBrowser browser) {
        return subscriptions(office)
                .add(userId, browser.endpoint(), browser.p256dh(), browser.auth());
    }

    private static UUID newest(Notifier notifier, String userId) {
        return items(notifier, userId).getFirst().id();
    }

    private static Outcome outcome(Notifier notifier, UUID id) {
        return Optional.ofNullable(notifier.deliveries().of(id).get("webpush")).orElseThrow();
    }

    private static void awaitState(Notifier notifier, UUID id, DeliveryState state) {
        await().until(() -> outcome(notifier, id).state() == state);
    }

    private static String title(Pushed pushed) {
        return JsonMapper.shared().readTree(pushed.text()).get("title").asString();
    }

    @ParameterizedTest
    @EnumSource
    void each_browser_of_the_user_gets_what_it_alone_can_open(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            GivenBrowser laptop = service.subscribes();
            GivenBrowser phone = service.subscribes();
            add(office, "7", laptop);
            add(office, "7", phone);
            add(office, "8", service.subscribes());
            Notifier notifier = open(office);
            Content content =
                    Content.of("Fire")
                            .withMessage("in the \"hall\"")
                            .withActionUrl("/alarms/5")
                            .withData(Map.of("floor", 2));

            notifier.toUser("7", new Alarm(content, null));

            Pushed one = service.awaitPushed();
            Pushed two = service.awaitPushed();
            UUID id = newest(notifier, "7");
            assertThat(Set.of(one.browser(), two.browser())).isEqualTo(Set.of(laptop, phone));
            assertThat(two.text()).isEqualTo(one.text());
            assertThat(one.text())
                    .isEqualTo(
                            ("{\"id\":\"%s\",\"type\":\"alarm\",\"title\":\"Fire\","
                                            + "\"message\":\"in the \\\"hall\\\"\","
                                            + "\"action_url\":\"/alarms/5\","
                                            + "\"data\":{\"floor\":2},\"importance\":\"urgent\","
                                            + "\"created_at\":\"2026-11-27T12:00:00.000Z\","
                                            + "\"bell\":{\"unread\":1,\"unseen\":1,\"version\":1}}")
                                    .formatted(id));
            assertThat(one.headers().getFirst("Urgency")).isEqualTo("high");
            assertThat(one.headers().getFirst("TTL")).isEqualTo("86400");
            awaitState(notifier, id, DeliveryState.SENT);
            assertThat(service.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_newer_version_of_an_item_takes_the_place_of_an_older_one(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            add(office, "7", service.subscribes());
            Notifier notifier = open(office);

            notifier.toUser("7", alarm("Smoke"));
            Pushed older = service.awaitPushed();
            UUID id = newest(notifier, "7");
            awaitState(notifier, id, DeliveryState.SENT);
            notifier.toUser("7", alarm("Fire"));
            Pushed newer = service.awaitPushed();

            assertThat(title(older)).isEqualTo("Smoke");
            assertThat(title(newer)).isEqualTo("Fire");
            ByteBuffer topic =
                    ByteBuffer.wrap(
                            Base64.getUrlDecoder().decode(older.headers().getFirst("Topic")));
            assertThat(new UUID(topic.getLong(), topic.getLong())).isEqualTo(id);
            assertThat(newer.headers().getFirst("Topic"))
                    .isEqualTo(older.headers().getFirst("Topic"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_page_in_sight_has_or_the_user_has_read_is_not_pushed(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            add(office, "7", service.subscribes());
            Notifier notifier = open(office);
            notifier.toUser("7", note("in sight", "bell", "webpush"));
            UUID inSight = newest(notifier, "7");
            notifier.toUser("7", note("read", "bell", "webpush"));
            UUID read = newest(notifier, "7");
            notifier.toUser("7", note("neither", "bell", "webpush"));
            UUID neither = newest(notifier, "7");
            assertThat(outcome(notifier, neither).dueAt()).isEqualTo(NOON.plus(DELAY));

            notifier.deliveries().delivered("7", List.of(inSight), true);
            notifier.bell().mark("7", read, Mark.READ, null);
            clock.passes(DELAY);

            Pushed pushed = service.awaitPushed();
            assertThat(title(pushed)).isEqualTo("neither");
            assertThat(pushed.headers().getFirst("Urgency")).isEqualTo("normal");
            awaitState(notifier, neither, DeliveryState.SENT);
            awaitState(notifier, inSight, DeliveryState.CANCELLED);
            awaitState(notifier, read, DeliveryState.CANCELLED);
            assertThat(service.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_browser_that_is_gone_is_forgotten_and_the_others_get_it(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            GivenBrowser gone = service.subscribes();
            GivenBrowser here = other.subscribes();
            add(office, "7", gone);
            add(office, "7", here);
            service.forgets(gone);
            Notifier notifier = open(office);

            notifier.toUser("7", alarm("Fire"));

            assertThat(other.awaitPushed().browser()).isSameAs(here);
            awaitState(notifier, newest(notifier, "7"), DeliveryState.SENT);
            assertThat(office.rows("belfry_push_subscription")).isEqualTo(1);
            assertThat(subscriptions(office).remove("7", gone.endpoint())).isFalse();

            other.forgets(here);
            // So that the second delivery is the later one.
            clock.passes(Duration.ofSeconds(1));
            notifier.toUser("7", alarm("Fire again"));
            awaitState(notifier, newest(notifier, "7"), DeliveryState.CANCELLED);
            assertThat(office.rows("belfry_push_subscription")).isZero();
            assertThat(outcome(notifier, newest(notifier, "7")).reason())
                    .isEqualTo("the user has no browser that takes messages");
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_could_not_take_it_is_tried_again_when_all_are_ready_and_the_others_are_left_alone(
            GivenDatabase database) throws Exception {
        try (GivenPushService busy = GivenPushService.standard();
                Office office = new Office(database)) {
            add(office, "7", service.subscribes());
            add(office, "7", other.subscribes());
            add(office, "7", busy.subscribes());
            other.answers(429, Map.of("Retry-After", "30"));
            busy.answers(503, Map.of("Retry-After", "10"));
            Notifier notifier = open(office);

            notifier.toUser("7", alarm("Fire"));
            UUID id = newest(notifier, "7");
            await().until(() -> NOON.plusSeconds(30).equals(outcome(notifier, id).dueAt()));
            assertThat(title(service.awaitPushed())).isEqualTo("Fire");
            assertThat(outcome(notifier, id).reason()).startsWith("127.0.0.1: answered ");
            other.answers(201, Map.of());
            busy.answers(201, Map.of());
            clock.passes(Duration.ofSeconds(30));

            other.awaitPushed();
            busy.awaitPushed();
            awaitState(notifier, id, DeliveryState.SENT);
            assertThat(outcome(notifier, id).attempts()).isEqualTo(2);
            assertThat(service.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_service_refuses_is_given_up_and_no_log_shows_the_endpoint(GivenDatabase database)
            throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> written = new ListAppender<>();
        written.start();
        root.addAppender(written);
        try (Office office = new Office(database)) {
            GivenBrowser browser = service.subscribes();
            add(office, "7", browser);
            service.answers(403, Map.of());
            Notifier notifier = open(office);

            notifier.toUser("7", alarm("Fire"));

            UUID id = newest(notifier, "7");
            awaitState(notifier, id, DeliveryState.FAILED);
            assertThat(outcome(notifier, id))
                    .isEqualTo(
                            new Outcome(DeliveryState.FAILED, 1, "127.0.0.1: answered 403", null));
            List<String> lines =
                    List.copyOf(written.list).stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .toList();
            assertThat(lines)
                    .anyMatch(line -> line.endsWith("is refused at 127.0.0.1: answered 403"))
                    .noneMatch(line -> line.contains(browser.endpoint()))
                    .noneMatch(line -> line.contains(browser.auth()));
        } finally {
            root.detachAppender(written);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_long_loses_its_data_first_and_then_the_end_of_its_message(
            GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            add(office, "7", service.subscribes());
            Notifier notifier = open(office);
            Content muchData =
                    Content.of("Fire")
                            .withMessage("in the hall")
                            .withData(Map.of("plan", "x".repeat(4_000)));
            Content muchText = muchData.withMessage(FAMILY.repeat(400)).withActionUrl("/alarms/5");
            Content longLink = muchData.withActionUrl("/" + "é".repeat(1_999));

            notifier.toUser("7", new Alarm(muchData, null));
            JsonNode first = JsonMapper.shared().readTree(service.awaitPushed().text());
            assertThat(first.has("data")).isFalse();
            assertThat(first.get("message").asString()).isEqualTo("in the hall");

            awaitState(notifier, newest(notifier, "7"), DeliveryState.SENT);
            notifier.toUser("7", new Alarm(muchText, null));
            String pushed = service.awaitPushed().text();
            int bytes = pushed.getBytes(UTF_8).length;
            assertThat(bytes).isLessThanOrEqualTo(PushMessage.MAX_BYTES);
            assertThat(bytes + FAMILY.getBytes(UTF_8).length).isGreaterThan(PushMessage.MAX_BYTES);
            JsonNode second = JsonMapper.shared().readTree(pushed);
            assertThat(second.get("message").asString()).matches("(" + FAMILY + ")+…");
            assertThat(second.get("action_url").asString()).isEqualTo("/alarms/5");

            awaitState(notifier, newest(notifier, "7"), DeliveryState.SENT);
            notifier.toUser("7", new Alarm(longLink, null));
            JsonNode third = JsonMapper.shared().readTree(service.awaitPushed().text());
            assertThat(third.has("action_url")).isFalse();
            assertThat(third.get("message").asString()).isEqualTo("in the hall");
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_service_keeps_it_for_longer_than_it_lasts(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            add(office, "7", service.subscribes());
            Notifier notifier = open(office);

            notifier.toUser("7", new Alarm(Content.of("short"), Duration.ofHours(1)));
            assertThat(service.awaitPushed().headers().getFirst("TTL")).isEqualTo("3600");

            awaitState(notifier, newest(notifier, "7"), DeliveryState.SENT);
            notifier.toUser("7", new Alarm(Content.of("long"), Duration.ofDays(9)));
            assertThat(service.awaitPushed().headers().getFirst("TTL")).isEqualTo("86400");
        }
    }

    @ParameterizedTest
    @EnumSource
    void quiet_hours_hold_back_all_that_is_not_urgent(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            add(office, "7", service.subscribes());
            Notifier notifier = open(office);
            QuietHours lunch = QuietHours.of("UTC", "11:30", "13:00");
            notifier.preferences().set("7", new UserPreferences(List.of(), lunch, null, 0));

            notifier.toUser("7", note("later", "bell", "webpush"));
            UUID later = newest(notifier, "7");
            notifier.toUser("7", alarm("Fire"));

            assertThat(title(service.awaitPushed())).isEqualTo("Fire");
            // Or its claim would run out with the hour, and it would be pushed again.
            awaitState(notifier, newest(notifier, "7"), DeliveryState.SENT);
            assertThat(outcome(notifier, later).dueAt())
                    .isEqualTo(Instant.parse("2026-11-27T13:00:00Z"));
            clock.passes(Duration.ofHours(1));
            assertThat(title(service.awaitPushed())).isEqualTo("later");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_worker_that_must_end_waits_for_no_service(GivenDatabase database) throws Exception {
        try (Office office = new Office(database);
                ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            GivenBrowser keys = service.subscribes();
            String endpoint = "http://127.0.0.1:" + silent.getLocalPort() + "/to/1";
            add(office, "7", keys);
            // The newest is asked first.
            clock.passes(Duration.ofSeconds(1));
            subscriptions(office).add("7", endpoint, keys.p256dh(), keys.auth());
            Delivery delivery =
                    new Delivery(
                            new UUID(1, 2),
                            new UUID(3, 4),
                            "7",
                            "note",
                            Content.of("n"),
                            Importance.NORMAL,
                            1,
                            NOON,
                            null,
                            1,
                            Counts.NONE);
            CompletableFuture<Attempt> attempt = new CompletableFuture<>();
            CompletableFuture<Boolean> isStillInterrupted = new CompletableFuture<>();
            Thread worker =
                    Thread.ofPlatform()
                            .start(() -> {
                                attempt.complete(route(office).deliver(delivery));
                                isStillInterrupted.complete(Thread.interrupted());
                            });
            silent.accept().getInputStream().read();

            worker.interrupt();

            worker.join();
            assertThat(attempt.join()).isEqualTo(Attempt.tryAgain("interrupted"));
            assertThat(isStillInterrupted.join()).isTrue();
            assertThat(service.waiting()).isZero();
        }
    }
}
