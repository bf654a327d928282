package io.belfry.conformance.connection;

import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.conformance.Refusal;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.Handshake;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class AdmissionTest {
    private static final String SUBSCRIBE =
            "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}";

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(
                                    Loopback.app(),
                                    app("small").maxConnections(2),
                                    app("off")
                                            .enabled(false)
                                            .forceTls(true)
                                            .allowedOrigins(List.of("a.test")),
                                    app("secure").forceTls(true).allowedOrigins(List.of("a.test")),
                                    app("strict")
                                            .allowedOrigins(
                                                    List.of(
                                                            "*.a.test",
                                                            "b.test",
                                                            "https://c.test:8443",
                                                            "https://*.d.test")),
                                    app("servers")
                                            .allowedOrigins(List.of("a.test"))
                                            .allowMissingOrigin(true),
                                    app("pages").allowMissingOrigin(false))
                            .build());

    @Test
    @Check(4)
    void an_unknown_key_is_turned_away_for_good() {
        Refusal.of(connecting("nobody"), 4001);
    }

    @Test
    @Check(5)
    void a_disabled_app_turns_its_clients_away() {
        Refusal.of(connecting("off"), 4003);
    }

    @Test
    @Check(6)
    void clients_without_channels_fill_an_app_too() {
        client("small");
        client("small");

        Refusal.of(connecting("small"), 4004);
    }

    @Test
    @Check(7)
    void who_leaves_a_full_app_makes_room_for_another() {
        var first = client("small");
        client("small");
        first.raw().sends(ClientFrame.close(1000, ""));
        first.closedWith(1000);
        first.close();

        connectsInTheEnd("small");
    }

    @Test
    @Check(6)
    void who_was_refused_takes_no_place() {
        var first = client("small");
        client("small");
        Refusal.of(connecting("small"), 4004);
        Refusal.of(connecting("small"), 4004);
        first.close();

        connectsInTheEnd("small");
    }

    @Test
    @Check(8)
    void a_full_node_sends_clients_away_for_a_second() throws Exception {
        var limits = LimitSettings.builder().maxConnections(1).build();
        try (var full = GivenHub.with(Loopback.hub(Loopback.app()).limits(limits).build())) {
            full.client();

            Refusal.of(full.rawClient(), 4100);
        }
    }

    @Test
    @Check(9)
    void a_foreign_origin_is_turned_away_and_not_listened_to() {
        var foreigner = given.keeping(from("strict", "https://evil.test").open());
        foreigner.sends(SUBSCRIBE).sends(SUBSCRIBE);

        Refusal.of(foreigner, 4009);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.a.test",
                "http://x.a.test:3000",
                "https://deep.x.a.test",
                "HTTPS://X.A.TEST",
                "https://b.test",
                "http://b.test:81",
                "https://c.test:8443",
                "https://x.d.test"
            })
    @Check(10)
    void an_origin_that_fits_a_pattern_is_let_in(String origin) {
        HubClient.of(given.keeping(from("strict", origin).open()), given.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.test",
                "https://xa.test",
                "https://x.a.test.evil.test",
                "https://evil.test/x.a.test",
                "https://evil.test?x.a.test",
                "https://evil.test#x.a.test",
                "https://x.a.test@evil.test",
                "https://xb.test",
                "https://c.test",
                "http://c.test:8443",
                "http://x.d.test",
                "x.a.test",
                "null",
                "file://",
                "%"
            })
    @Check(10)
    void an_origin_that_only_looks_like_a_pattern_is_turned_away(String origin) {
        Refusal.of(given.keeping(from("strict", origin).open()), 4009);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.test", "null", "chrome-extension://abc"})
    @Check(10)
    void a_lone_asterisk_lets_every_origin_in(String origin) {
        HubClient.of(given.keeping(from("belfry-key", origin).open()), given.key());
    }

    @Test
    @Check(11)
    void without_an_origin_one_comes_in_where_all_origins_may() {
        client("belfry-key");
    }

    @Test
    @Check(11)
    void without_an_origin_one_is_turned_away_where_only_some_may() {
        Refusal.of(connecting("strict"), 4009);
    }

    @Test
    @Check(11)
    void an_app_can_let_clients_without_an_origin_in() {
        client("servers");

        Refusal.of(given.keeping(from("servers", "https://b.test").open()), 4009);
    }

    @Test
    @Check(11)
    void an_app_can_turn_clients_without_an_origin_away_though_all_origins_may_come() {
        HubClient.of(given.keeping(from("pages", "https://a.test").open()), given.key());

        Refusal.of(connecting("pages"), 4009);
    }

    @Test
    @Check(12)
    void an_app_that_wants_encryption_turns_plain_clients_away() {
        Refusal.of(given.keeping(from("secure", "https://a.test").open()), 4000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the protocol before the app, nobody?protocol=3, 4007",
        "the app before all that it asks, nobody?protocol=7, 4001",
        "disabled before unencrypted, off?protocol=7, 4003",
        "unencrypted before a foreign origin, secure?protocol=7, 4000"
    })
    @Check({4, 5, 9, 12, 13})
    void the_first_reason_to_refuse_is_told(String what, String path, int code) {
        var refused = given.handshake().path("/app/" + path).header("Origin", "https://evil.test");

        Refusal.of(given.keeping(refused.open()), code);
    }

    @Test
    @Check({6, 8, 9})
    void a_full_node_is_the_last_reason_to_refuse() throws Exception {
        var limits = LimitSettings.builder().maxConnections(1).build();
        var app = Loopback.app().maxConnections(1).allowedOrigins(List.of("a.test"));
        try (var full =
                GivenHub.with(Loopback.hub(app, Loopback.otherApp()).limits(limits).build())) {
            HubClient.of(full.keeping(of(full, "https://a.test").open()), full.key());

            Refusal.of(full.keeping(of(full, "https://evil.test").open()), 4009);
            Refusal.of(full.keeping(of(full, "https://a.test").open()), 4004);
            Refusal.of(full.keeping(of(full, "x").path("/app/other-key").open()), 4100);
        }
    }

    private static AppSettings.Builder app(String key) {
        return AppSettings.builder("id-of-" + key, key, "secret-of-" + key);
    }

    private static Handshake of(GivenHub hub, String origin) {
        return hub.handshake().header("Origin", origin);
    }

    private static Handshake from(String key, String origin) {
        return of(given, origin).path("/app/" + key + "?protocol=7");
    }

    private static RawClient connecting(String key) {
        return given.keeping(given.handshake().path("/app/" + key + "?protocol=7").open());
    }

    private static HubClient client(String key) {
        return HubClient.of(connecting(key), given.key());
    }

    /** A place is free only when the hub has seen the end of the connection that had it. */
    private static void connectsInTheEnd(String key) {
        await().untilAsserted(() -> client(key));
    }
}
