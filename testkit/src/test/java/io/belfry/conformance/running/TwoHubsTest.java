package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.conformance.Loopback;
import io.belfry.hub.Hub;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.net.BindException;
import java.util.concurrent.TimeUnit;

class TwoHubsTest {
    @AutoClose private final GivenHub left = GivenHub.standard();
    @AutoClose private final GivenHub right = GivenHub.standard();

    @Test
    void what_one_publishes_the_other_does_not_hear() {
        var onLeft = left.client().subscribes("news");
        var onRight = right.client().subscribes("news");

        left.api().publishes("news", "headline", "left only");

        onLeft.sees("headline", "news");
        onRight.seesNothingMore();
    }

    @Test
    void each_has_its_own_members_caches_and_users() {
        var onLeft = left.client().joins("presence-room", "alice").signsIn("{\"id\":\"alice\"}");
        var onRight = right.client();
        left.api().publishes("cache-price", "price", "7");

        onRight.joins("presence-room", "bob").subscribes("cache-price");

        onRight.sees("pusher:cache_miss", "cache-price");
        right.api().publishes("#server-to-user-alice", "receipt", "lost");
        onLeft.seesNothingMore();
        assertThat(users(left)).isEqualTo("{\"users\":[{\"id\":\"alice\"}]}");
        assertThat(users(right)).isEqualTo("{\"users\":[{\"id\":\"bob\"}]}");
    }

    @Test
    void one_closes_and_the_other_does_not_notice() {
        var onRight = right.client().subscribes("news");
        left.client().subscribes("news");

        left.hub().close();

        right.api().publishes("news", "headline", "still here");
        onRight.sees("headline", "news");
        right.client().joins("presence-room", "alice");
    }

    @Test
    void one_drains_and_the_other_takes_its_clients() throws Exception {
        left.hub().drain().get(10, TimeUnit.SECONDS);

        assertThat(right.http().get("/up").status()).isEqualTo(200);
        right.client().subscribes("private-news").seesNothingMore();
    }

    @Test
    void a_port_that_one_has_the_other_cannot_get() {
        var samePort = Loopback.server().port(left.port()).build();
        var settings = Loopback.hub(Loopback.app()).server(samePort).build();

        assertThatThrownBy(() -> Hub.start(settings))
                .isInstanceOf(BindException.class)
                .hasMessageContaining(String.valueOf(left.port()));

        left.client().subscribes("private-news").seesNothingMore();
    }

    private static String users(GivenHub hub) {
        RawResponse answer = hub.api().get("/channels/presence-room/users").send();
        return answer.text();
    }
}
