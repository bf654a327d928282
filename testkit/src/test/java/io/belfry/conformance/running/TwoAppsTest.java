package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoAppsTest {
    private static final AppKey OTHER_KEY = new AppKey("other-key", "other-secret");

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(Loopback.hub(Loopback.app(), Loopback.otherApp()).build());

    @Test
    @Check(77)
    void what_one_app_publishes_the_other_does_not_hear() {
        var here = given.client().subscribes("news").subscribes("private-news");
        var there = otherClient().subscribes("news").subscribes("private-news");

        given.api().publishes("news", "public", "d");
        given.api().publishes("private-news", "private", "d");

        here.sees("public", "news");
        here.sees("private", "private-news");
        there.seesNothingMore();
    }

    @Test
    @Check(77)
    void a_client_event_stays_in_its_app() {
        var sender = given.client().subscribes("private-chat");
        var here = given.client().subscribes("private-chat");
        var there = otherClient().subscribes("private-chat");

        // The app that was asked for last is not the sender's.
        other().get("/channels").send();
        sender.says("private-chat", "client-typing", "{}");

        here.sees("client-typing", "private-chat");
        there.seesNothingMore();
    }

    @Test
    @Check(77)
    void members_stay_in_their_app() {
        var here = given.client().joins("presence-room", "alice");

        otherClient().joins("presence-room", "bob");

        here.seesNothingMore();
        assertThat(given.api().get("/channels/presence-room/users").send().text())
                .isEqualTo("{\"users\":[{\"id\":\"alice\"}]}");
        assertThat(other().get("/channels/presence-room/users").send().text())
                .isEqualTo("{\"users\":[{\"id\":\"bob\"}]}");
    }

    @Test
    @Check(77)
    void a_cached_event_stays_in_its_app() {
        given.api().publishes("cache-price", "price", "7");

        otherClient().subscribes("cache-price").sees("pusher:cache_miss", "cache-price");
    }

    @Test
    @Check(77)
    void the_signature_of_one_app_is_none_of_the_other() {
        var client = otherClient();
        var channel = new ChannelName("private-news");

        client.asksFor(
                "private-news",
                given.key().authorizeChannel(client.socketId(), channel, null),
                null);

        client.seesRefusal("private-news", 401, 4009);
        assertThat(given.api().get("/channels").signedWith(OTHER_KEY).send().status())
                .isEqualTo(401);
    }

    @Test
    @Check(77)
    void ending_the_connections_of_a_user_ends_those_of_one_app() {
        var here = given.client().signsIn("{\"id\":\"alice\"}");
        var there = otherClient().signsIn("{\"id\":\"alice\"}");

        given.api().post("/users/alice/terminate_connections", "{}").send();

        here.seesError(4009);
        here.closedWith(4009);
        there.seesNothingMore();
    }

    private static HubClient otherClient() {
        var raw = given.handshake().path("/app/other-key?protocol=7").open();
        return HubClient.of(given.keeping(raw), OTHER_KEY);
    }

    private static SignedApi other() {
        return SignedApi.of(given.host(), given.port(), "4712", OTHER_KEY);
    }
}
