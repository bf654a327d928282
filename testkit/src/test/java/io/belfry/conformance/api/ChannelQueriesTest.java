package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

class ChannelQueriesTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @BeforeEach
    void nobody_is_connected() {
        Nobody.isConnectedTo(given);
    }

    @Test
    @Check(114)
    void occupied_channels_are_listed_and_no_others() {
        var alice = given.client().subscribes("news").subscribes("weather");
        given.api().publishes("cache-kept", "a", "x");
        alice.leaves("weather");

        Answers.succeeds(given.api().get("/channels").send(), "{\"channels\":{\"news\":{}}}");
    }

    @Test
    @Check(114)
    void the_prefix_is_meant_literally() {
        given.client().subscribes("news").subscribes("News").subscribes("my-news").subscribes("n");

        assertThat(listed("ne")).containsExactly("news");
        assertThat(listed("N")).containsExactly("News");
        assertThat(listed("n.*")).isEmpty();
        assertThat(listed("*")).isEmpty();
        assertThat(listed("")).containsExactlyInAnyOrder("news", "News", "my-news", "n");
    }

    @Test
    @Check(114)
    void users_are_counted_on_presence_channels_only() {
        given.client().subscribes("news").joins("presence-room", "alice");
        given.client().joins("presence-room", "bob");

        JsonNode channels =
                given.api()
                        .get("/channels")
                        .with("info", "user_count")
                        .send()
                        .json()
                        .path("channels");

        assertThat(channels.path("presence-room").path("user_count").asInt()).isEqualTo(2);
        assertThat(channels.path("news").isEmpty()).isTrue();
    }

    @Test
    @Check({114, 84})
    void the_channels_of_signed_in_users_are_not_listed() {
        given.client().signsIn("{\"id\":\"alice\",\"watchlist\":[\"bob\"]}");

        Answers.succeeds(given.api().get("/channels").send(), "{\"channels\":{}}");
        Answers.refuses(given.api().get("/channels/%23server-to-user-alice").send(), 400);
    }

    @Test
    @Check(115)
    void a_channel_is_occupied_as_long_as_it_has_subscribers() {
        var alice = given.client();

        Answers.succeeds(given.api().get("/channels/news").send(), "{\"occupied\":false}");
        alice.subscribes("news");
        Answers.succeeds(given.api().get("/channels/news").send(), "{\"occupied\":true}");
        alice.leaves("news");
        Answers.succeeds(given.api().get("/channels/news").send(), "{\"occupied\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a:b", "%23x"})
    @Check(115)
    void what_is_no_channel_is_refused(String channel) {
        Answers.refuses(given.api().get("/channels/" + channel).send(), 400);
    }

    @Test
    @Check(116)
    void subscriptions_are_counted_by_connection() {
        given.client().subscribes("news");
        given.client().subscribes("news").subscribes("news");

        Answers.succeeds(
                given.api()
                        .get("/channels/news")
                        .with("info", "subscription_count,user_count")
                        .send(),
                "{\"occupied\":true,\"subscription_count\":2}");
    }

    @Test
    @Check(116)
    void users_are_counted_once_however_many_connections_they_have() {
        given.client().joins("presence-room", "alice");
        given.client().joins("presence-room", "alice");
        given.client().joins("presence-room", "bob");

        Answers.succeeds(
                given.api()
                        .get("/channels/presence-room")
                        .with("info", "subscription_count,user_count")
                        .send(),
                "{\"occupied\":true,\"user_count\":2}");
    }

    @Test
    @Check(117)
    void each_user_of_a_presence_channel_is_named_once() {
        given.client().joins("presence-room", "alice");
        given.client().joins("presence-room", "alice");
        given.client().joins("presence-room", "\"bob\" of a/b");

        Answers.succeeds(
                given.api().get("/channels/presence-room/users").send(),
                "{\"users\":[{\"id\":\"alice\"},{\"id\":\"\\\"bob\\\" of a/b\"}]}");
    }

    @Test
    @Check(117)
    void an_empty_presence_channel_has_no_users() {
        Answers.succeeds(given.api().get("/channels/presence-room/users").send(), "{\"users\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "private-room", "presenceless", "%23server-to-user-alice"})
    @Check(117)
    void users_can_be_asked_of_presence_channels_only(String channel) {
        given.client().subscribes("news").subscribes("presenceless");

        Answers.refuses(given.api().get("/channels/" + channel + "/users").send(), 400);
    }

    @Test
    @Check(118)
    void connections_are_counted_subscribed_or_not() {
        given.client();
        given.client().subscribes("news").subscribes("weather");

        Answers.succeeds(given.api().get("/connections").send(), "{\"connections\":2}");
    }

    private static Iterable<String> listed(String prefix) {
        RawResponse answer = given.api().get("/channels").with("filter_by_prefix", prefix).send();
        return answer.json().path("channels").propertyNames();
    }
}
