package io.belfry.conformance.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.RateLimiting;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

class MessageRateTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final String NEWS = "{\"channel\":\"news\"}";

    @RegisterExtension static final GivenHub given = GivenHub.with(fiveWithin(LONG, false));

    @RegisterExtension static final GivenHub terminating = GivenHub.with(fiveWithin(LONG, true));

    @RegisterExtension
    static final GivenHub forgiving = GivenHub.with(fiveWithin(Loopback.SHORT, false));

    @Test
    @Check(29)
    void a_message_too_many_is_refused() {
        var client = given.client();
        for (int i = 0; i < 5; i++) {
            client.sends("pusher:subscribe", NEWS);
            client.sees("pusher_internal:subscription_succeeded");
        }

        client.sends("pusher:subscribe", NEWS);

        client.seesError(4301);
        client.seesNothingMore();
    }

    @Test
    @Check({21, 29})
    void a_ping_counts_and_is_answered_all_the_same() {
        var client = given.client();

        for (int i = 0; i < 10; i++) {
            client.isHeard();
        }

        client.sends("pusher:subscribe", NEWS);
        client.seesError(4301);
    }

    @Test
    @Check(29)
    void each_connection_has_a_count_of_its_own() {
        var fast = exhausted(given);
        var slow = given.client();

        slow.subscribes("news").seesNothingMore();
        fast.seesNothingMore();
    }

    @Test
    @Check(29)
    void when_the_time_is_over_messages_are_taken_again() {
        var client = exhausted(forgiving);
        String next;
        int refused = 0;
        long start = System.nanoTime();

        do {
            client.sends("pusher:subscribe", NEWS);
            next = client.sees().event();
            refused++;
        } while (next.equals("pusher:error") && System.nanoTime() - start < LONG.toNanos());

        assertThat(next).isEqualTo("pusher_internal:subscription_succeeded");
        assertThat(refused).isGreaterThan(1);
    }

    @Test
    @Check(29)
    void an_app_can_have_such_clients_closed() {
        var client = exhausted(terminating);

        client.closedWith(4100);
        assertThat(client.raw().ends().reset()).isFalse();
    }

    private static HubSettings fiveWithin(Duration time, boolean terminate) {
        var limit = new RateLimiting(true, 5, time, terminate);
        return Loopback.hub(Loopback.app().rateLimiting(limit)).build();
    }

    /** A client that has had its last message refused. */
    private static HubClient exhausted(GivenHub hub) {
        var client = hub.client();
        for (int i = 0; i < 6; i++) {
            client.sends("pusher:unsubscribe", NEWS);
        }
        client.seesError(4301);
        return client;
    }
}
