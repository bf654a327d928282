package io.belfry.conformance.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.Refusal;
import io.belfry.hub.settings.AuthorizedConnections;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;

@Execution(ExecutionMode.CONCURRENT)
class AuthorizedConnectionsTest {
    private static final Duration TIME = Duration.ofSeconds(3);

    @AutoClose
    private final GivenHub given =
            GivenHub.withApp(
                    app -> app.authorizedConnections(new AuthorizedConnections(true, TIME)));

    @Test
    @Check(88)
    void who_proves_nothing_in_time_is_turned_away() {
        long start = System.nanoTime();
        var client = given.client();

        Refusal.of(client.raw(), 4009);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIME);
    }

    @Test
    @Check(88)
    void a_public_channel_proves_nothing() {
        var client = given.client().subscribes("news");

        Refusal.of(client.raw(), 4009);
    }

    @Test
    @Check(88)
    void a_refused_channel_proves_nothing() {
        var client = given.client();
        client.asksFor("private-news", "belfry-key:00", null);
        client.seesRefusal("private-news", 401, 4009);

        Refusal.of(client.raw(), 4009);
    }

    @Test
    @Check(88)
    void who_joins_a_private_channel_in_time_stays() {
        stays(given.client().subscribes("private-news"));
    }

    @Test
    @Check(88)
    void who_joins_a_presence_channel_in_time_stays() {
        stays(given.client().joins("presence-room", "alice"));
    }

    @Test
    @Check(88)
    void who_signs_in_in_time_stays() {
        stays(given.client().signsIn("{\"id\":\"alice\"}"));
    }

    @Test
    @Check(88)
    void who_has_left_the_channel_again_stays() {
        stays(given.client().subscribes("private-news").leaves("private-news"));
    }

    @Test
    @Check({79, 88})
    void a_false_signature_ends_the_connection() {
        var client = given.client();

        client.sends("pusher:signin", "{\"auth\":\"belfry-key:00\",\"user_data\":\"{}\"}");

        Refusal.of(client.raw(), 4009);
    }

    /** Another client of the same event loop, which came later, is turned away before. */
    private void stays(HubClient client) {
        Refusal.of(given.client().raw(), 4009);

        client.seesNothingMore();
    }
}
