package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Loopback;
import io.belfry.conformance.Refusal;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.ClientEventSource;
import io.belfry.hub.settings.RateLimiting;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class ReloadTest {
    private static final AppKey OTHER_KEY = new AppKey("other-key", "other-secret");
    private static final AppKey NEW_KEY = new AppKey("new-key", "new-secret");
    private static final AppKey OLD_KEY = new AppKey("belfry-key", "belfry-secret");

    @RegisterExtension
    static final GivenHub given = GivenHub.with(Loopback.hub(Loopback.app()).build());

    @BeforeEach
    void two_apps() {
        reload(Loopback.app(), Loopback.otherApp());
    }

    @Test
    void clients_of_a_removed_app_are_turned_away_and_those_of_others_stay() {
        var leaving = given.client().subscribes("news");
        var staying = connect(OTHER_KEY).subscribes("news");

        reload(Loopback.otherApp());

        Refusal.of(leaving.raw(), 4001);
        Refusal.of(connecting(OLD_KEY), 4001);
        assertThat(given.api().get("/channels").send().status()).isEqualTo(404);
        staying.seesNothingMore();
        other().publishes("news", "headline", "nothing happened");
        staying.sees("headline", "news");
    }

    @Test
    void clients_of_a_disabled_app_are_turned_away_and_those_of_others_stay() {
        var leaving = given.client().subscribes("news");
        var staying = connect(OTHER_KEY).subscribes("news");

        reload(Loopback.app().enabled(false), Loopback.otherApp());

        Refusal.of(leaving.raw(), 4003);
        Refusal.of(connecting(OLD_KEY), 4003);
        assertThat(given.api().get("/channels").send().status()).isEqualTo(403);
        staying.seesNothingMore();
        other().publishes("news", "headline", "nothing happened");
        staying.sees("headline", "news");
    }

    @Test
    void an_app_that_is_enabled_again_serves_again() {
        reload(Loopback.app().enabled(false));
        reload(Loopback.app());

        given.client().subscribes("private-news");
    }

    @Test
    void an_app_that_comes_back_begins_empty() {
        var before = given.client().joins("presence-room", "alice");
        reload(Loopback.otherApp());
        Refusal.of(before.raw(), 4001);
        before.close();
        reload(Loopback.app());
        await().untilAsserted(() ->
                assertThat(given.api().get("/connections").send().text())
                        .isEqualTo("{\"connections\":0}"));

        var after = given.client().joins("presence-room", "bob");

        after.seesNothingMore();
        var users = given.api().get("/channels/presence-room/users").send();
        assertThat(users.text()).isEqualTo("{\"users\":[{\"id\":\"bob\"}]}");
    }

    @Test
    void a_new_app_is_served_at_once() {
        AppKey key = new AppKey("third-key", "third-secret");

        reload(Loopback.app(), AppSettings.builder("4713", "third-key", "third-secret"));

        var client = connect(key).subscribes("private-news");
        SignedApi.of(given.host(), given.port(), "4713", key).publishes("private-news", "e", "d");
        client.sees("e", "private-news");
    }

    @Test
    void a_key_is_rotated_under_open_connections() {
        var client = given.client().subscribes("private-before");

        reload(Loopback.app().keys(List.of(NEW_KEY, OLD_KEY)));
        asks(client, NEW_KEY, "private-new");
        client.sees("pusher_internal:subscription_succeeded", "private-new");
        asks(client, OLD_KEY, "private-old");
        client.sees("pusher_internal:subscription_succeeded", "private-old");
        api(NEW_KEY).publishes("private-before", "signed-new", "d");
        client.sees("signed-new");
        api(OLD_KEY).publishes("private-before", "signed-old", "d");
        client.sees("signed-old");

        reload(Loopback.app().keys(List.of(NEW_KEY)));
        asks(client, OLD_KEY, "private-late");
        client.seesRefusal("private-late", 401, 4009);
        asks(client, NEW_KEY, "private-late");
        client.sees("pusher_internal:subscription_succeeded", "private-late");
        assertThat(api(OLD_KEY).get("/channels").send().status()).isEqualTo(401);
        api(NEW_KEY).publishes("private-before", "still-here", "d");
        client.sees("still-here");
        Refusal.of(connecting(OLD_KEY), 4001);
        connect(NEW_KEY);
    }

    @Test
    void a_secret_is_replaced_under_open_connections() {
        var client = given.client().subscribes("private-before");
        AppKey replaced = new AppKey("belfry-key", "another-secret");

        reload(Loopback.app().keys(List.of(replaced)));

        asks(client, OLD_KEY, "private-news");
        client.seesRefusal("private-news", 401, 4009);
        asks(client, replaced, "private-news");
        client.sees("pusher_internal:subscription_succeeded", "private-news");
    }

    @Test
    void a_greater_message_size_holds_for_open_connections() {
        var client = given.client();
        String data = "\"" + "x".repeat(12_000) + "\"";

        reload(Loopback.app().maxMessageSize(20_000));

        client.sends("pusher:ping", data);
        client.sees("pusher:pong");
    }

    @Test
    void a_smaller_message_size_holds_for_open_connections() {
        var client = given.client();
        String data = "\"" + "x".repeat(500) + "\"";
        client.sends("pusher:ping", data);
        client.sees("pusher:pong");

        reload(Loopback.app().maxMessageSize(200));

        client.sends("pusher:ping", data);
        client.closedWith(1009);
    }

    @Test
    void client_events_are_switched_off_under_open_connections() {
        var client = given.client().subscribes("private-chat");
        var other = given.client().subscribes("private-chat");
        client.says("private-chat", "client-typing", "{}");
        other.sees("client-typing");

        reload(Loopback.app().acceptClientEventsFrom(ClientEventSource.NONE));

        client.says("private-chat", "client-typing", "{}");
        client.seesError(4301);
        other.seesNothingMore();
    }

    @Test
    void a_message_rate_holds_for_open_connections() {
        var client = given.client();
        var limit = new RateLimiting(true, 2, Duration.ofHours(1), false);

        reload(Loopback.app().rateLimiting(limit));

        client.subscribes("one").subscribes("two");
        client.sends("pusher:subscribe", "{\"channel\":\"three\"}");
        client.seesError(4301);
    }

    @Test
    void liveness_is_looked_after_by_the_new_times() {
        var client = given.client();

        reload(Loopback.app().pingInterval(Loopback.SHORT).pongTimeout(Loopback.SHORT));

        client.sees("pusher:ping");
        Refusal.of(client.raw(), 4201);
    }

    @Test
    void a_smaller_quota_drops_nobody_and_lets_nobody_in() {
        var one = given.client();
        var two = given.client();

        reload(Loopback.app().maxConnections(1));

        Refusal.of(connecting(OLD_KEY), 4004);
        one.seesNothingMore();
        two.seesNothingMore();
    }

    @Test
    void apps_that_contradict_each_other_change_nothing() {
        var client = given.client();
        var twin = AppSettings.builder("4799", "belfry-key", "twin-secret");

        assertThatThrownBy(() -> reload(Loopback.app().enabled(false), twin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belfry-key");

        client.subscribes("private-news").seesNothingMore();
        connect(OTHER_KEY);
    }

    private static void reload(AppSettings.Builder... apps) {
        given.hub().reload(Stream.of(apps).map(AppSettings.Builder::build).toList());
    }

    private static void asks(HubClient client, AppKey key, String channel) {
        String auth = key.authorizeChannel(client.socketId(), new ChannelName(channel), null);
        client.asksFor(channel, auth, null);
    }

    private static SignedApi api(AppKey key) {
        return SignedApi.of(given.host(), given.port(), given.app().id(), key);
    }

    private static SignedApi other() {
        return SignedApi.of(given.host(), given.port(), "4712", OTHER_KEY);
    }

    private static RawClient connecting(AppKey key) {
        return given.keeping(given.handshake().path("/app/" + key.key() + "?protocol=7").open());
    }

    private static HubClient connect(AppKey key) {
        return HubClient.of(connecting(key), key);
    }
}
