package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;

class TerminateTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @RegisterExtension
    static final GivenHub byPusher =
            GivenHub.with(
                    Settings.hub(GivenHub.anApp())
                            .compat(CompatSettings.builder().terminateByPresence(false).build())
                            .build());

    @Test
    @Check(120)
    void all_connections_of_a_user_are_closed_and_no_others() {
        var phone = given.client().signsIn("{\"id\":\"alice\"}");
        var laptop = given.client().signsIn("{\"id\":\"alice\"}").subscribes("news");
        var bob = given.client().signsIn("{\"id\":\"bob\"}");
        var anonymous = given.client().subscribes("news");

        terminates(given, "alice");

        isClosed(phone);
        isClosed(laptop);
        bob.seesNothingMore();
        anonymous.seesNothingMore();
    }

    @Test
    @Check(120)
    void to_terminate_a_user_who_is_not_there_is_no_error() {
        terminates(given, "nobody");
    }

    @Test
    @Check(120)
    void who_was_terminated_may_come_back() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");
        terminates(given, "alice");
        isClosed(alice);

        given.client().signsIn("{\"id\":\"alice\"}").seesNothingMore();
    }

    @Test
    @Check(121)
    void a_member_of_several_channels_is_closed_once() {
        var alice = given.client().joins("presence-a", "alice").joins("presence-b", "alice");
        var bob = given.client().joins("presence-a", "bob");
        alice.sees("pusher_internal:member_added", "presence-a");

        terminates(given, "alice");

        isClosed(alice);
        bob.sees("pusher_internal:member_removed", "presence-a");
        bob.seesNothingMore();
    }

    @Test
    @Check({6, 120, 121})
    void who_does_not_close_its_side_holds_no_place_all_the_same() {
        var deaf = given.client().joins("presence-a", "alice");
        // Less patient than the hub is with a client that does not close its side.
        var impatient = given.handshake().patience(Duration.ofSeconds(2)).open();
        var bob = HubClient.of(given.keeping(impatient), given.key()).joins("presence-a", "bob");
        deaf.sees("pusher_internal:member_added", "presence-a");

        terminates(given, "alice");
        bob.sees("pusher_internal:member_removed", "presence-a");

        assertThat(given.api().get("/connections").send().text()).isEqualTo("{\"connections\":1}");
        deaf.seesError(4009);
        deaf.closedWith(4009);
        deaf.raw().ends();
    }

    @Test
    @Check(121)
    void the_id_of_a_member_may_be_escaped_in_the_path() {
        var alice = given.client().joins("presence-a", "alice/ä b");

        terminates(given, "alice%2F%C3%A4%20b");

        isClosed(alice);
    }

    @Test
    @Check(45)
    void whom_the_app_has_named_on_a_private_channel_is_found() {
        var named = whoIsNamed("private-news", "{\"user_id\":\"alice\"}");
        var twice = whoIsNamed("private-news", "{\"user_id\":\"bob\"}");
        subscribes(twice, "private-other", "{\"user_id\":\"alice\"}");
        var other = whoIsNamed("private-news", "{\"user_id\":\"bob\"}");
        var nameless = whoIsNamed("private-news", "alice");

        terminates(byPusher, "alice");

        isClosed(named);
        isClosed(twice);
        other.seesNothingMore();
        nameless.seesNothingMore();
    }

    @Test
    @Check(120)
    void what_was_signed_for_a_user_before_is_of_no_use_on_an_older_connection() {
        var named = byPusher.client();
        var signsIn = byPusher.client();
        var joins = given.client();
        var somebodyElse = byPusher.client();
        terminates(byPusher, "carol");
        terminates(given, "carol");
        byPusher.settles();
        given.settles();
        // Each event loop may hear of it a moment later.
        List.of(named, signsIn, joins, somebodyElse).forEach(HubClient::isHeard);

        asksFor(byPusher, named, "private-news", "{\"user_id\":\"carol\"}");
        signsIn.asksToSignIn("{\"id\":\"carol\"}");
        asksFor(given, joins, "presence-a", "{\"user_id\":\"carol\"}");
        subscribes(somebodyElse, "private-news", "{\"user_id\":\"dave\"}");

        isAskedToConnectAnew(named);
        isAskedToConnectAnew(signsIn);
        isAskedToConnectAnew(joins);
        somebodyElse.seesNothingMore();
        whoIsNamed("private-news", "{\"user_id\":\"carol\"}").seesNothingMore();
    }

    private static void isAskedToConnectAnew(HubClient client) {
        client.seesError(4200);
        client.closedWith(4200);
        client.raw().ends();
        client.close();
    }

    private static HubClient whoIsNamed(String channel, String channelData) {
        HubClient client = byPusher.client();
        subscribes(client, channel, channelData);
        return client;
    }

    private static void subscribes(HubClient client, String channel, String channelData) {
        asksFor(byPusher, client, channel, channelData);
        client.sees("pusher_internal:subscription_succeeded", channel);
    }

    private static void asksFor(
            GivenHub hub, HubClient client, String channel, String channelData) {
        String auth =
                hub.key()
                        .authorizeChannel(client.socketId(), new ChannelName(channel), channelData);
        client.asksFor(channel, auth, channelData);
    }

    @Test
    @Check(121)
    void who_only_signs_as_pusher_does_is_not_found_by_membership() {
        var member = byPusher.client().joins("presence-a", "alice");
        var user = byPusher.client().signsIn("{\"id\":\"alice\"}");

        terminates(byPusher, "alice");

        isClosed(user);
        member.seesNothingMore();
    }

    private static void terminates(GivenHub hub, String user) {
        Answers.succeeds(
                hub.api().post("/users/" + user + "/terminate_connections", "{}").send(), "{}");
    }

    private static void isClosed(HubClient client) {
        client.seesError(4009);
        assertThat(client.closedWith(4009).reason()).isNotBlank();
        client.raw().ends();
        client.close();
    }
}
