package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.ClientEventSource;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps that take client events of nobody, of members, and on more channels. */
class ClientEventSourcesTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    GivenHub.settings(
                            app(ClientEventSource.NONE),
                            app(ClientEventSource.MEMBERS),
                            app(ClientEventSource.ALL)));

    @ParameterizedTest
    @Check({73, 76})
    @ValueSource(strings = {"private-chat", "presence-chat", "news", "private-not-joined"})
    void an_app_that_wants_no_client_events_takes_none(String channel) {
        var alice = joins(client(ClientEventSource.NONE), channel, "alice");
        var bob = client(ClientEventSource.NONE);
        if (!channel.endsWith("not-joined")) {
            joins(bob, channel, "bob");
            alice.isHeard();
        }

        bob.says(channel, "client-x", "1");

        bob.seesError(4301);
        bob.seesNothingMore();
    }

    @Test
    @Check(76)
    void members_only_is_what_applies_when_nothing_is_said() {
        assertThat(AppSettings.of("1", "k", "s").acceptClientEventsFrom())
                .isEqualTo(ClientEventSource.MEMBERS);
    }

    @ParameterizedTest
    @Check(76)
    @EnumSource(names = {"MEMBERS", "ALL"})
    void who_is_not_on_the_channel_says_nothing_there(ClientEventSource source) {
        var alice = client(source).subscribes("private-closed");
        var bob = client(source);

        bob.says("private-closed", "client-x", "1");

        bob.seesError(4009);
        bob.seesNothingMore();
        alice.seesNothingMore();
    }

    @Test
    @Check(76)
    void an_app_may_take_client_events_on_public_channels_too() {
        var alice = client(ClientEventSource.ALL).subscribes("news");
        var bob = client(ClientEventSource.ALL);
        bob.asksFor("news", "", "{\"user_id\":\"root\"}");
        bob.sees("pusher_internal:subscription_succeeded");

        bob.raw()
                .sends(
                        """
                        {"event":"client-x","channel":"news","data":1,"user_id":"root"}\
                        """);

        alice.seesJson(
                """
                {"event":"client-x","channel":"news","data":1}\
                """);
        bob.seesNothingMore();
    }

    @Test
    @Check({73, 76})
    void no_app_takes_client_events_on_encrypted_channels() {
        var alice = client(ClientEventSource.ALL).subscribes("private-encrypted-vault");
        var bob = client(ClientEventSource.ALL).subscribes("private-encrypted-vault");

        bob.says("private-encrypted-vault", "client-x", "1");

        bob.seesError(4301);
        alice.seesNothingMore();
    }

    private static HubClient joins(HubClient client, String channel, String user) {
        return channel.startsWith("presence-")
                ? client.joins(channel, user)
                : client.subscribes(channel);
    }

    private static HubClient client(ClientEventSource source) {
        AppKey key = app(source).keys().getFirst();
        return given.keeping(HubClient.of(given.host(), given.port(), key));
    }

    private static AppSettings app(ClientEventSource source) {
        return AppSettings.builder(source + "-id", source + "-key", source + "-secret")
                .acceptClientEventsFrom(source)
                .build();
    }
}
