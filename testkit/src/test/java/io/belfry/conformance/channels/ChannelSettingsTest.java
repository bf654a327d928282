package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.PresenceSettings;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/** What an app may set about its channels. */
class ChannelSettingsTest {
    private static final String LIMIT = "LimitReached";
    private static final AppKey CLOSED = new AppKey("closed-key", "closed-secret");

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    GivenHub.settings(
                            GivenHub.anApp()
                                    .maxChannelName(20)
                                    .maxSubscriptions(3)
                                    .presence(
                                            PresenceSettings.builder()
                                                    .maxMembers(1)
                                                    .maxUserId(5)
                                                    .maxUserInfo(10)
                                                    .build())
                                    .build(),
                            GivenHub.anApp()
                                    .id("closed")
                                    .keys(List.of(CLOSED))
                                    .publicChannels(false)
                                    .build()));

    @Test
    @Check(34)
    void the_longest_channel_name_can_be_set() {
        var client = given.client().subscribes("n".repeat(20));

        client.asksFor("n".repeat(21), "", null);

        client.seesRefusal("n".repeat(21), 400, 4009);
    }

    @Test
    void a_connection_may_have_so_many_subscriptions_and_not_one_more() {
        var client = given.client().subscribes("a").subscribes("b").subscribes("c");

        client.asksFor("d", "", null);
        assertThat(typeOf(client, "d")).isEqualTo(LIMIT);
        client.asksFor("c", "", null);
        client.sees("pusher_internal:subscription_succeeded", "c");

        client.leaves("a").subscribes("d");
        client.seesNothingMore();
    }

    @Test
    @Check({52, 53})
    void the_limits_of_presence_channels_can_be_set() {
        var client = given.client();

        asks(client, "{\"user_id\":\"123456\"}");
        assertThat(typeOf(client, "presence-x")).isEqualTo(LIMIT);
        asks(client, "{\"user_id\":\"12345\",\"user_info\":\"123456789\"}");
        assertThat(typeOf(client, "presence-x")).isEqualTo(LIMIT);
        asks(client, "{\"user_id\":\"12345\",\"user_info\":\"12345678\"}");
        client.sees("pusher_internal:subscription_succeeded", "presence-x");

        var other = given.client();
        asks(other, "{\"user_id\":\"54321\"}");
        assertThat(typeOf(other, "presence-x")).isEqualTo(LIMIT);
    }

    @Test
    void an_app_may_have_no_public_channels() {
        HubClient client = given.keeping(HubClient.of(given.host(), given.port(), CLOSED));

        client.asksFor("news", "", null);
        client.seesRefusal("news", 401, 4009);
        client.asksFor("cache-news", "", null);
        client.seesRefusal("cache-news", 401, 4009);

        client.subscribes("private-news");
    }

    private static void asks(HubClient client, String data) {
        String auth = Signature.of(client.socketId() + ":presence-x:" + data);
        client.asksFor("presence-x", auth, data);
    }

    private static String typeOf(HubClient client, String channel) {
        int status = 403;
        return client.seesRefusal(channel, status, 4009).data().path("type").stringValue();
    }
}
