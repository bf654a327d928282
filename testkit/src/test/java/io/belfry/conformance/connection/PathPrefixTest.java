package io.belfry.conformance.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app())
                            .server(Loopback.server().path("/real/time").build())
                            .build());

    @Test
    @Check(16)
    void clients_connect_under_the_prefix() {
        var client = given.handshake().path("/real/time/app/belfry-key?protocol=7").open();

        HubClient.of(given.keeping(client), given.key()).subscribes("private-orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/belfry-key",
                "/real/app/belfry-key",
                "/real/timeapp/belfry-key",
                "/real/time/real/time/app/belfry-key"
            })
    @Check(16)
    void nobody_connects_beside_the_prefix(String path) {
        assertThat(given.handshake().path(path + "?protocol=7").answer().status()).isEqualTo(404);
    }

    @Test
    @Check(16)
    void the_health_page_is_under_the_prefix_too() {
        assertThat(given.http().get("/real/time/up").status()).isEqualTo(200);
        assertThat(given.http().get("/up").status()).isEqualTo(404);
    }
}
