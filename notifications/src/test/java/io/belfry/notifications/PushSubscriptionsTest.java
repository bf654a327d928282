package io.belfry.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.fields.FieldRefused;
import io.belfry.notifications.push.PushSubscriptions;
import io.belfry.notifications.push.WebPushSettings;
import io.belfry.notifications.store.SubscriptionRow;
import io.belfry.notifications.store.SubscriptionTable;
import io.belfry.testkit.GivenBrowser;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenPushService;
import io.belfry.testkit.MovableClock;
import io.belfry.webpush.Destinations;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which browsers are kept, and whose they are. */
@Timeout(120)
class PushSubscriptionsTest {
    private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-27T12:00:00Z"));
    private final GivenPushService service = GivenPushService.standard();

    @AfterEach
    void close() {
        service.close();
    }

    private PushSubscriptions open(Office office) {
        return new PushSubscriptions(office.application, Destinations.anywhere(), clock);
    }

    /** A moment after the one before. */
    private boolean add(PushSubscriptions subscriptions, String userId, GivenBrowser browser) {
        clock.passes(Duration.ofSeconds(1));
        return subscriptions.add(userId, browser.endpoint(), browser.p256dh(), browser.auth());
    }

    private static List<SubscriptionRow> of(Office office, String userId) {
        return office.application.own(handle -> SubscriptionTable.of(handle, userId));
    }

    private static List<String> endpoints(Office office, String userId) {
        return of(office, userId).stream().map(SubscriptionRow::endpoint).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_browser_belongs_to_who_signed_in_there_last(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            PushSubscriptions subscriptions = open(office);
            GivenBrowser shared = service.subscribes();

            assertThat(add(subscriptions, "7", shared)).isTrue();
            assertThat(add(subscriptions, "7", shared)).isFalse();
            assertThat(add(subscriptions, "8", shared)).isTrue();

            assertThat(endpoints(office, "7")).isEmpty();
            assertThat(endpoints(office, "8")).containsExactly(shared.endpoint());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_browser_is_taken_out_by_its_user_alone(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            PushSubscriptions subscriptions = open(office);
            GivenBrowser browser = service.subscribes();
            add(subscriptions, "7", browser);

            assertThat(subscriptions.remove("8", browser.endpoint())).isFalse();
            assertThat(endpoints(office, "7")).containsExactly(browser.endpoint());
            assertThat(subscriptions.remove("7", browser.endpoint())).isTrue();
            assertThat(subscriptions.remove("7", browser.endpoint())).isFalse();
            assertThat(endpoints(office, "7")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void new_keys_take_the_place_of_the_old_ones(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            PushSubscriptions subscriptions = open(office);
            GivenBrowser before = service.subscribes();
            GivenBrowser after = service.subscribes();
            add(subscriptions, "7", before);

            subscriptions.add("7", before.endpoint(), after.p256dh(), after.auth());

            assertThat(of(office, "7"))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.p256dh()).isEqualTo(after.p256dh());
                        assertThat(row.auth()).isEqualTo(after.auth());
                        assertThat(row.toString()).doesNotContain(row.endpoint(), row.auth());
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_one_and_twentieth_takes_the_place_of_what_was_given_longest_ago(GivenDatabase database)
            throws Exception {
        try (Office office = new Office(database)) {
            PushSubscriptions subscriptions = open(office);
            List<GivenBrowser> browsers = Stream.generate(service::subscribes).limit(20).toList();
            browsers.forEach(browser -> add(subscriptions, "7", browser));
            GivenBrowser ofAnother = service.subscribes();
            add(subscriptions, "8", ofAnother);
            add(subscriptions, "7", browsers.getFirst());
            assertThat(endpoints(office, "7")).hasSize(20);
            GivenBrowser last = service.subscribes();

            assertThat(add(subscriptions, "7", last)).isTrue();

            assertThat(endpoints(office, "7"))
                    .hasSize(20)
                    .contains(last.endpoint(), browsers.getFirst().endpoint())
                    .doesNotContain(browsers.get(1).endpoint());
            assertThat(endpoints(office, "8")).containsExactly(ofAnother.endpoint());
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rolled_back_was_never_there(GivenDatabase database) throws Exception {
        try (Office office = new Office(database)) {
            PushSubscriptions subscriptions = open(office);
            GivenBrowser kept = service.subscribes();

            office.application.commits(() -> add(subscriptions, "7", kept));
            office.application.rollsBack(() -> add(subscriptions, "7", service.subscribes()));
            office.application.rollsBack(() -> subscriptions.remove("7", kept.endpoint()));

            assertThat(endpoints(office, "7")).containsExactly(kept.endpoint());
        }
    }

    @Test
    void what_is_no_subscription_is_refused_with_the_field_at_fault() throws Exception {
        try (Office office = new Office(GivenDatabase.H2)) {
            PushSubscriptions subscriptions =
                    new PushSubscriptions(office.application, Destinations.internet(), clock);
            GivenBrowser browser = service.subscribes();
            String key = browser.p256dh();
            String auth = browser.auth();

            refuses(subscriptions, "ftp://x.example/1", key, auth, "endpoint", "is no https URL");
            refuses(
                    subscriptions,
                    "https://10.0.0.1/1",
                    key,
                    auth,
                    "endpoint",
                    "is at a private address");
            refuses(subscriptions, browser.endpoint(), key, auth, "endpoint", "is no https URL");
            refuses(
                    subscriptions,
                    "https://nowhere.invalid/1",
                    key,
                    auth,
                    "endpoint",
                    "is at a host that is not known");
            refuses(
                    subscriptions,
                    browser.endpoint(),
                    key,
                    "AAAA",
                    "keys.auth",
                    "has 3 bytes, must have 16");
            refuses(
                    subscriptions,
                    browser.endpoint(),
                    "AAAA",
                    auth,
                    "keys.p256dh",
                    "is no uncompressed point of P-256 (65 bytes, the first a 4)");
            assertThat(office.rows("belfry_push_subscription")).isZero();
        }
    }

    private static void refuses(
            PushSubscriptions subscriptions,
            String endpoint,
            String p256dh,
            String auth,
            String field,
            String why) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> subscriptions.add("7", endpoint, p256dh, auth))
                .withMessage(field + " " + why)
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void settings_stay_within_their_limits() {
        WebPushSettings usual = WebPushSettings.defaults();
        assertThat(usual.withTtl(Duration.ofDays(28)).withDelay(Duration.ZERO))
                .isEqualTo(new WebPushSettings(Duration.ZERO, Duration.ofDays(28)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usual.withTtl(Duration.ofDays(29)))
                .withMessage("ttl is PT696H, must be zero to PT672H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usual.withDelay(Duration.ofSeconds(-1)))
                .withMessage("delay is PT-1S, must be zero to PT1H");
    }
}
