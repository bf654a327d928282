package io.belfry.conformance.running;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.conformance.Refusal;
import io.belfry.hub.settings.HubSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ForceTlsBehindProxyTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(behindProxiesIn(List.of("10.0.0.0/8", "127.0.0.1")));

    @RegisterExtension
    static final GivenHub elsewhere = GivenHub.with(behindProxiesIn(List.of("10.0.0.0/8")));

    @RegisterExtension static final GivenHub alone = GivenHub.with(behindProxiesIn(List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"https", "HTTPS", "wss", " https "})
    @Check(12)
    void a_trusted_proxy_is_believed_that_the_client_came_encrypted(String scheme) {
        var client = connecting(given, scheme);

        HubClient.of(client, given.key()).subscribes("private-news");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "ws", "", "httpsx", "http, https"})
    @Check(12)
    void a_trusted_proxy_is_believed_that_the_client_came_plain(String scheme) {
        Refusal.of(connecting(given, scheme), 4000);
    }

    @Test
    @Check(12)
    void a_trusted_proxy_that_says_nothing_came_plain() {
        Refusal.of(given.rawClient(), 4000);
    }

    @Test
    @Check(12)
    void nobody_else_is_believed() {
        Refusal.of(connecting(elsewhere, "https"), 4000);
        Refusal.of(connecting(alone, "https"), 4000);
    }

    private static HubSettings behindProxiesIn(List<String> networks) {
        return Loopback.hub(Loopback.app().forceTls(true))
                .server(Loopback.server().trustedProxies(networks).build())
                .build();
    }

    private static RawClient connecting(GivenHub hub, String scheme) {
        return hub.keeping(hub.handshake().header("X-Forwarded-Proto", scheme).open());
    }
}
