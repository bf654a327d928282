package io.belfry.notifications;

import static io.belfry.notifications.Office.note;
import static io.belfry.notifications.Office.titles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.belfry.fields.FieldRefused;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.Delivery;
import io.belfry.notifications.delivery.Outcome;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.preference.QuietHours;
import io.belfry.notifications.preference.TypePreference;
import io.belfry.notifications.preference.UserPreferences;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.MovableClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What users want to hear of, over which routes, and when. */
@Timeout(120)
class PreferencesTest {
    private static final Instant LATE = Instant.parse("2026-11-27T23:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-28T06:00:00Z");
    private static final QuietHours NIGHT = QuietHours.of("Europe/Amsterdam", "22:00", "07:00");

    private final MovableClock clock = MovableClock.at(LATE);

    /** One that rings. */
    private record Phone(BlockingQueue<Delivery> rung) implements Route {
        Phone() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public String name() {
            return "phone";
        }

        @Override
        public Attempt deliver(Delivery delivery) {
            rung.add(delivery);
            return Attempt.sent();
        }

        @Override
        public boolean interrupts() {
            return true;
        }
    }

    private Notifier open(Office office, Phone phone) {
        return office.open(builder ->
                builder.clock(clock)
                        .route(phone)
                        .digestTitle(count -> count + " things")
                        .type(TypeSettings.of("note").withRoutes("bell", "broadcast", "phone"))
                        .type(TypeSettings.of("message")));
    }

    private static UserPreferences preferences(
            Map<String, Boolean> note,
            @Nullable QuietHours hours,
            @Nullable Instant mutedUntil,
            int digestMinutes) {
        return new UserPreferences(
                List.of(new TypePreference("note", note)), hours, mutedUntil, digestMinutes);
    }

    @ParameterizedTest
    @EnumSource
    void who_has_chosen_nothing_wants_everything(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = open(office, new Phone());
            assertThat(JsonMapper.shared().writeValueAsString(notifier.preferences().of("7")))
                    .isEqualTo(
                            "{\"types\":[{\"type\":\"message\","
                                    + "\"routes\":{\"bell\":true,\"broadcast\":true}},"
                                    + "{\"type\":\"note\",\"routes\":{\"bell\":true,"
                                    + "\"broadcast\":true,\"phone\":true}}],"
                                    + "\"quiet_hours\":null,\"muted_until\":null,"
                                    + "\"digest_minutes\":0}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_chosen_is_kept_and_what_is_not_named_stays(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = open(office, new Phone());
            String wanted =
                    """
                    {"types": [{"type": "note", "routes": {"phone": false, "bell": false}}],
                     "quiet_hours": {"zone": "Europe/Amsterdam", "from": "22:00", "to": "07:00"},
                     "muted_until": "2026-12-01T00:00:00.000Z", "digest_minutes": 30}
                    """;
            var set =
                    notifier.preferences()
                            .set("7", JsonMapper.shared().readValue(wanted, UserPreferences.class));
            assertThat(set.quietHours()).isEqualTo(NIGHT);
            assertThat(set.mutedUntil()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(set.digestMinutes()).isEqualTo(30);
            assertThat(set.types().getLast().routes())
                    .isEqualTo(Map.of("bell", false, "broadcast", true, "phone", false));

            String again = "{\"types\": [{\"type\": \"note\", \"routes\": {\"bell\": true}}]}";
            set =
                    notifier.preferences()
                            .set("7", JsonMapper.shared().readValue(again, UserPreferences.class));
            assertThat(set.types().getLast().routes())
                    .isEqualTo(Map.of("bell", true, "broadcast", true, "phone", false));
            assertThat(set.quietHours()).isNull();
            assertThat(notifier.preferences().of("7")).isEqualTo(set);
            assertThat(notifier.preferences().of("8").types().getLast().routes())
                    .doesNotContainValue(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_unknown_is_refused(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = open(office, new Phone());
            refuses(notifier, "{'types':[{'type':'spam','routes':{}}]}", "unknown type spam");
            refuses(
                    notifier,
                    "{'types':[{'type':'message','routes':{'phone':true}}]}",
                    "unknown route phone of message");
            assertThatExceptionOfType(FieldRefused.class)
                    .isThrownBy(() -> preferences(Map.of(), null, null, 10_081))
                    .withMessage("digest_minutes is 10081, must be 0 to 10080");
            assertThat(office.rows("belfry_preference")).isZero();
        }
    }

    private static void refuses(Notifier notifier, String json, String message) {
        UserPreferences wanted =
                JsonMapper.shared().readValue(json.replace('\'', '"'), UserPreferences.class);
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> notifier.preferences().set("7", wanted))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.field()).isEqualTo("types"));
    }

    @ParameterizedTest
    @EnumSource
    void a_route_that_is_closed_brings_nothing_of_that_type(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Phone phone = new Phone();
            Notifier notifier = open(office, phone);
            notifier.preferences().set("7", preferences(Map.of("bell", false), null, null, 0));
            notifier.preferences().set("8", preferences(Map.of("phone", false), null, null, 0));

            notifier.toUsers(List.of("7", "8"), note("n", "bell", "phone"));
            notifier.toUser("7", Office.message("5", "of another type"));

            assertThat(phone.rung.take().userId()).isEqualTo("7");
            assertThat(titles(notifier, "7")).containsExactly("of another type");
            assertThat(titles(notifier, "8")).containsExactly("n");
            assertThat(office.rows("belfry_delivery")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_interrupts_waits_for_the_morning_unless_it_is_urgent(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Phone phone = new Phone();
            Notifier notifier = open(office, phone);
            notifier.preferences().set("7", preferences(Map.of(), NIGHT, null, 0));
            List<String> routes = List.of("bell", "broadcast", "phone");

            notifier.toUser("7", new Office.Note("later", routes, Importance.HIGH));
            UUID later = Office.items(notifier, "7").getFirst().id();
            notifier.toUser("7", new Office.Note("fire", routes, Importance.URGENT));

            assertThat(sent(phone, notifier).content().title()).isEqualTo("fire");
            assertThat(titles(notifier, "7")).containsExactly("fire", "later");
            // Open pages hear of it, whatever the hour.
            office.broadcast.take();
            office.broadcast.take();
            assertThat(notifier.deliveries().of(later).get("phone"))
                    .isEqualTo(new Outcome(DeliveryState.HELD, 0, null, MORNING));
            clock.passes(Duration.between(LATE, MORNING));
            assertThat(sent(phone, notifier).notificationId()).isEqualTo(later);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_is_muted_is_interrupted_afterwards_and_not_at_night(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Phone phone = new Phone();
            Notifier notifier = open(office, phone);
            Instant soon = LATE.plusSeconds(600);
            notifier.preferences().set("7", preferences(Map.of(), null, soon, 0));
            notifier.preferences().set("8", preferences(Map.of(), NIGHT, soon, 0));
            notifier.preferences().set("9", preferences(Map.of(), null, LATE.minusSeconds(1), 0));

            notifier.toUsers(List.of("7", "8", "9"), note("n", "phone"));

            assertThat(sent(phone, notifier).userId()).isEqualTo("9");
            clock.passes(Duration.ofMinutes(10));
            assertThat(sent(phone, notifier).userId()).isEqualTo("7");
            clock.passes(Duration.ofHours(7));
            assertThat(sent(phone, notifier).userId()).isEqualTo("8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_of_low_importance_is_gathered_for_those_who_want_that(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Phone phone = new Phone();
            Notifier notifier = open(office, phone);
            notifier.preferences().set("7", preferences(Map.of(), null, null, 30));
            List<String> routes = List.of("bell", "broadcast", "phone");

            notifier.toUsers(List.of("7", "8"), new Office.Note("a", routes, Importance.LOW));
            assertThat(sent(phone, notifier).userId()).isEqualTo("8");
            clock.passes(Duration.ofMinutes(20));
            notifier.toUser("7", new Office.Note("b", routes, Importance.LOW));
            notifier.toUser("7", new Office.Note("now", routes, Importance.NORMAL));
            assertThat(sent(phone, notifier).content().title()).isEqualTo("now");
            assertThat(titles(notifier, "7")).containsExactly("now");
            clock.passes(Duration.ofMinutes(10));

            await().until(() -> titles(notifier, "7").equals(List.of("2 things", "now")));
            Item item = Office.items(notifier, "7").getFirst();
            assertThat(item.type()).isEqualTo(Notifier.DIGEST);
            var data = JsonMapper.shared().readTree(item.data().json());
            assertThat(data.path("count").asInt()).isEqualTo(2);
            assertThat(data.path("items").get(0).path("title").stringValue()).isEqualTo("b");
            assertThat(data.path("items").get(1).path("title").stringValue()).isEqualTo("a");
            assertThat(notifier.bell().count("7")).isEqualTo(new Counts(2, 2, 2));
            assertThat(office.rows("belfry_digest")).isZero();
            assertThat(phone.rung).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_that_are_gathered_are_one_item_that_names_some(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            Notifier notifier = open(office, new Phone());
            notifier.preferences().set("7", preferences(Map.of(), null, null, 1));
            String title = "é".repeat(200);
            office.application.commits(() -> {
                for (int i = 0; i < 1_000; i++) {
                    notifier.toUser("7", new Office.Note(title, List.of("bell"), Importance.LOW));
                }
            });

            clock.passes(Duration.ofMinutes(1));

            await().until(() -> titles(notifier, "7").equals(List.of("1000 things")));
            var data =
                    JsonMapper.shared()
                            .readTree(Office.items(notifier, "7").getFirst().data().json());
            assertThat(data.path("items").size()).isBetween(10, 50);
        }
    }

    /** What the phone gets next, written down: the clock may go on without its coming again. */
    private static Delivery sent(Phone phone, Notifier notifier) throws InterruptedException {
        Delivery delivery = phone.rung.take();
        await().until(() -> {
            Outcome outcome = notifier.deliveries().of(delivery.notificationId()).get("phone");
            return outcome != null && outcome.state() == DeliveryState.SENT;
        });
        return delivery;
    }
}
