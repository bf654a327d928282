package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.conformance.ToldEvents;
import io.belfry.hub.event.HubEvent;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

class CacheChannelsTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";
    private static final AppKey FORGETFUL = new AppKey("forgetful-key", "forgetful-secret");

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    GivenHub.settings(
                            GivenHub.anApp().cacheTtl(Duration.ofMinutes(30)).build(),
                            GivenHub.anApp()
                                    .id("forgetful")
                                    .keys(List.of(FORGETFUL))
                                    .cacheTtl(Duration.ofSeconds(1))
                                    .build()));

    static final ToldEvents told = ToldEvents.of(given);

    @Test
    @Check(61)
    void a_newcomer_to_an_empty_cache_channel_is_told_that_it_is_empty() {
        var client = given.client().asksFor("cache-empty", "", null);

        assertThat(client.sees(SUCCEEDED, "cache-empty").rawData().stringValue()).isEqualTo("{}");
        client.seesJson("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-empty\"}");
        client.seesNothingMore();
        assertThat(told.about("cache-empty"))
                .filteredOn(HubEvent.CacheMissed.class::isInstance)
                .hasSize(1);
    }

    @ParameterizedTest
    @Check({61, 62})
    @ValueSource(
            strings = {
                "cache-price",
                "private-cache-price",
                "private-encrypted-cache-price",
                "presence-cache-price"
            })
    void each_kind_of_cache_channel_keeps_its_last_event(String channel) {
        var early = given.client();
        asks(early, channel);
        early.sees(SUCCEEDED, channel);
        early.sees("pusher:cache_miss", channel);

        given.api().publishes(channel, "tick", "{\"n\": 1}");
        SeenMessage live = early.sees("tick", channel);

        var late = given.client();
        asks(late, channel);
        SeenMessage succeeded = late.sees(SUCCEEDED, channel);
        assertThat(succeeded.data().has("presence")).isEqualTo(channel.startsWith("presence-"));
        assertThat(late.sees("tick", channel).text()).isEqualTo(live.text());
        late.seesNothingMore();
    }

    @Test
    @Check(62)
    void what_was_published_to_nobody_is_told_to_the_first_newcomer() {
        given.api().publishes("cache-nobody", "App\\Events\\Tick", "not json");

        var client = given.client().asksFor("cache-nobody", "", null);

        client.sees(SUCCEEDED, "cache-nobody");
        client.seesJson(
                """
                {"event":"App\\\\Events\\\\Tick","channel":"cache-nobody","data":"not json"}\
                """);
        client.seesNothingMore();
    }

    @Test
    @Check(62)
    void what_one_connection_was_spared_when_published_is_told_when_it_subscribes_later() {
        var sender = given.client();
        String body =
                new JsonObject()
                        .text("name", "tick")
                        .text("channel", "cache-excluded")
                        .text("data", "1")
                        .text("socket_id", sender.socketId().value())
                        .end();
        assertThat(given.api().post("/events", body).send().status()).isEqualTo(200);

        sender.asksFor("cache-excluded", "", null);

        sender.sees(SUCCEEDED, "cache-excluded");
        sender.sees("tick", "cache-excluded");
        sender.seesNothingMore();
    }

    @Test
    @Check(63)
    void the_last_of_several_events_is_kept() {
        for (int i = 1; i <= 5; i++) {
            given.api().publishes("cache-several", "tick" + i, String.valueOf(i));
        }

        var client = given.client().asksFor("cache-several", "", null);

        client.sees(SUCCEEDED, "cache-several");
        assertThat(client.sees("tick5").rawData().stringValue()).isEqualTo("5");
        client.seesNothingMore();
    }

    @Test
    @Check(63)
    void an_event_for_two_cache_channels_is_kept_by_each() {
        String body =
                """
                {"name":"tick","channels":["cache-one","cache-two"],"data":"1"}\
                """;
        assertThat(given.api().post("/events", body).send().status()).isEqualTo(200);

        for (String channel : new String[] {"cache-one", "cache-two"}) {
            var client = given.client().asksFor(channel, "", null);
            client.sees(SUCCEEDED, channel);
            client.sees("tick", channel);
        }
    }

    @Test
    void live_events_come_after_the_kept_one() {
        given.api().publishes("cache-live", "tick", "1");
        var client = given.client().asksFor("cache-live", "", null);
        client.sees(SUCCEEDED, "cache-live");

        given.api().publishes("cache-live", "tick", "2");

        assertThat(client.sees("tick").rawData().stringValue()).isEqualTo("1");
        assertThat(client.sees("tick").rawData().stringValue()).isEqualTo("2");
        client.seesNothingMore();
    }

    @Test
    void who_subscribes_again_is_told_the_kept_event_again() {
        given.api().publishes("cache-again", "tick", "1");
        var client = given.client().asksFor("cache-again", "", null);
        client.sees(SUCCEEDED, "cache-again");
        client.sees("tick", "cache-again");

        client.asksFor("cache-again", "", null);

        client.sees(SUCCEEDED, "cache-again");
        client.sees("tick", "cache-again");
        client.seesNothingMore();
    }

    @Test
    @Check(64)
    void what_was_kept_is_forgotten_when_its_time_is_over() {
        HubClient early = forgetfulClient().subscribes("cache-short");
        SignedApi api = SignedApi.of(given.host(), given.port(), "forgetful", FORGETFUL);
        api.publishes("cache-short", "tick", "1");
        assertThat(cacheOf(api, "cache-short").path("data").stringValue()).isEqualTo("1");

        await().until(() -> cacheOf(api, "cache-short").isNull());

        HubClient late = forgetfulClient().asksFor("cache-short", "", null);
        late.sees(SUCCEEDED, "cache-short");
        late.sees("pusher:cache_miss", "cache-short");
        late.seesNothingMore();
        early.sees("pusher:cache_miss", "cache-short");
        early.sees("tick", "cache-short");
        early.seesNothingMore();
    }

    @Test
    @Check(65)
    void a_client_event_is_not_kept() {
        given.api().publishes("private-cache-chat", "tick", "1");
        var alice = given.client().subscribes("private-cache-chat");
        var bob = given.client().subscribes("private-cache-chat");

        alice.says("private-cache-chat", "client-typing", "true");

        bob.sees("tick", "private-cache-chat");
        bob.sees("client-typing", "private-cache-chat");
        var late = given.client();
        asks(late, "private-cache-chat");
        late.sees(SUCCEEDED, "private-cache-chat");
        late.sees("tick", "private-cache-chat");
        late.seesNothingMore();
    }

    @Test
    @Check(65)
    void coming_and_going_members_are_not_kept() {
        var bob = given.client().joins("presence-cache-room", "bob");
        bob.sees("pusher:cache_miss");
        given.client().joins("presence-cache-room", "alice").leaves("presence-cache-room");
        bob.sees("pusher_internal:member_added");
        bob.sees("pusher_internal:member_removed");

        var carol = given.client().joins("presence-cache-room", "carol");

        carol.sees("pusher:cache_miss", "presence-cache-room");
        carol.seesNothingMore();
    }

    @Test
    @Check(66)
    void what_is_kept_outlives_those_who_heard_it() {
        var early = given.client().subscribes("cache-vacated");
        early.sees("pusher:cache_miss");
        given.api().publishes("cache-vacated", "tick", "1");
        early.sees("tick");
        early.leaves("cache-vacated");

        var late = given.client().asksFor("cache-vacated", "", null);

        late.sees(SUCCEEDED, "cache-vacated");
        late.sees("tick", "cache-vacated");
        late.seesNothingMore();
    }

    @Test
    @Check(68)
    void the_api_shows_what_is_kept_and_for_how_long() {
        String data = "{\"n\": \"\u2028\"}";
        given.api().publishes("cache-shown", "tick", data);

        JsonNode cache = cacheOf(given.api(), "cache-shown");

        assertThat(cache.path("data").stringValue()).isEqualTo(data);
        assertThat(cache.path("ttl").isIntegralNumber()).isTrue();
        assertThat(cache.path("ttl").intValue()).isBetween(1, 1800);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    @Check(68)
    void the_api_shows_null_when_nothing_is_kept() {
        assertThat(cacheOf(given.api(), "cache-nothing").isNull()).isTrue();
    }

    @Test
    @Check(68)
    void the_api_shows_no_cache_of_other_channels() {
        JsonNode info = given.api().get("/channels/plain").with("info", "cache").send().json();

        assertThat(info.has("cache")).isFalse();
    }

    private static JsonNode cacheOf(SignedApi api, String channel) {
        JsonNode info = api.get("/channels/" + channel).with("info", "cache").send().json();
        assertThat(info.has("cache")).isTrue();
        return info.path("cache");
    }

    private static HubClient forgetfulClient() {
        return given.keeping(HubClient.of(given.host(), given.port(), FORGETFUL));
    }

    private static void asks(HubClient client, String channel) {
        String data = channel.startsWith("presence-") ? "{\"user_id\":\"u\"}" : null;
        String text = client.socketId() + ":" + channel;
        client.asksFor(channel, Signature.of(data == null ? text : text + ":" + data), data);
    }
}
