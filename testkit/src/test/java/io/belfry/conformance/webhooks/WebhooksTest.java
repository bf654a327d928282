package io.belfry.conformance.webhooks;

import static io.belfry.testkit.GivenHub.ONE_NODE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.conformance.webhooks.AppServer.Call;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.WebhookSettings;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** A hub whose app has a server of its own. */
class WebhooksTest {
    private static final Duration SOON = Duration.ofMillis(200);

    private final AppServer server = new AppServer();
    private GivenHub given;

    @AfterEach
    void close() throws Exception {
        if (given != null) {
            given.close();
        }
        server.close();
    }

    private void calling(UnaryOperator<WebhookSettings.Builder> wishes) {
        WebhookSettings endpoint = wishes.apply(WebhookSettings.to(server.url())).build();
        given = GivenHub.withApp(app -> app.webhooks(List.of(endpoint)));
    }

    @Test
    @Check(125)
    void the_first_subscriber_occupies_a_channel_and_the_last_to_leave_vacates_it() {
        calling(endpoint -> endpoint.debounce(SOON));
        var alice = given.client().subscribes("private-x");
        server.isTold("channel_occupied", "private-x");

        var bob = given.client().subscribes("private-x");
        alice.leaves("private-x");
        bob.says("private-x", "client-note", "{}");
        server.isTold("client_event", "private-x");

        bob.leaves("private-x");
        server.isTold("channel_vacated", "private-x");
    }

    @Test
    @Check(125)
    void a_connection_that_ends_vacates_its_channels_within_three_seconds() {
        calling(endpoint -> endpoint);
        var alice = given.client().subscribes("news");
        server.isTold("channel_occupied", "news");

        long left = System.nanoTime();
        alice.close();

        server.isTold("channel_vacated", "news");
        assertThat(System.nanoTime() - left)
                .isBetween(Duration.ofSeconds(2).toNanos(), Duration.ofSeconds(4).toNanos());
    }

    @Test
    @Check(126)
    void leaving_and_coming_back_is_not_told_at_all() {
        calling(endpoint -> endpoint.debounce(Duration.ofSeconds(1)));
        var alice = given.client().subscribes("private-x");
        server.isTold("channel_occupied", "private-x");
        alice.subscribes("private-fence");
        server.isTold("channel_occupied", "private-fence");

        alice.leaves("private-x").subscribes("private-x").leaves("private-fence");

        // The fence was left later, so the time of the other departure was over before.
        server.isTold("channel_vacated", "private-fence");
        alice.says("private-x", "client-note", "{}");
        server.isTold("client_event", "private-x");
    }

    @Test
    @Check(126)
    void a_member_who_reloads_the_page_has_not_left() {
        calling(endpoint ->
                endpoint.debounce(Duration.ofSeconds(1))
                        .eventTypes(Set.of("member_added", "member_removed")));
        var alice = given.client().joins("presence-room", "alice");
        assertThat(server.isTold("member_added", "presence-room").path("user_id").stringValue())
                .isEqualTo("alice");
        var fence = given.client().joins("presence-room", "fence");
        server.isTold("member_added", "presence-room");

        alice.leaves("presence-room").joins("presence-room", "alice");
        fence.leaves("presence-room");

        JsonNode removed = server.isTold("member_removed", "presence-room");
        assertThat(removed.path("user_id").stringValue()).isEqualTo("fence");
    }

    @Test
    @Check(126)
    void a_channel_whose_last_client_comes_back_on_another_connection_was_never_vacated() {
        calling(endpoint -> endpoint.debounce(Duration.ofSeconds(1)));
        var fence = given.client().subscribes("private-fence");
        server.isTold("channel_occupied", "private-fence");
        var before = given.client().subscribes("private-x");
        server.isTold("channel_occupied", "private-x");

        // Asking the API would take a turn among the nodes, and the next client has to meet
        // another.
        AtomicBoolean vacated = new AtomicBoolean();
        given.listen(event -> vacated.compareAndSet(false, isVacated(event, "private-x")));
        before.close();
        await().untilTrue(vacated);
        var after = given.client().subscribes("private-x");
        fence.leaves("private-fence");
        server.isTold("channel_vacated", "private-fence");

        after.close();
        server.isTold("channel_vacated", "private-x");
        given.client().subscribes("private-x");
        server.isTold("channel_occupied", "private-x");
    }

    private static boolean isVacated(HubEvent event, String channel) {
        return event instanceof HubEvent.ChannelVacated vacated
                && vacated.channel().value().equals(channel);
    }

    @Test
    @Check(126)
    void a_member_who_comes_back_on_another_connection_has_not_left() {
        calling(endpoint ->
                endpoint.debounce(Duration.ofSeconds(1))
                        .eventTypes(Set.of("member_added", "member_removed")));
        var fence = given.client().joins("presence-room", "fence");
        server.isTold("member_added", "presence-room");
        var before = given.client().joins("presence-room", "alice");
        server.isTold("member_added", "presence-room");

        before.close();
        fence.sees("pusher_internal:member_added", "presence-room");
        fence.sees("pusher_internal:member_removed", "presence-room");
        var after = given.client().joins("presence-room", "alice");
        fence.leaves("presence-room");
        JsonNode removed = server.isTold("member_removed", "presence-room");
        assertThat(removed.path("user_id").stringValue()).isEqualTo("fence");

        after.close();
        removed = server.isTold("member_removed", "presence-room");
        assertThat(removed.path("user_id").stringValue()).isEqualTo("alice");
    }

    @Test
    @Check(127)
    void a_call_is_signed_over_its_raw_body_and_has_the_content_type_that_sdks_compare() {
        calling(endpoint -> endpoint);
        given.client().subscribes("news");

        Call call = server.isCalled();

        assertThat(call.isSignedBy(given.key())).isTrue();
        assertThat(call.contentType()).isEqualTo("application/json");
    }

    @Test
    @Check(128)
    void an_endpoint_that_fails_twice_gets_the_same_body_a_third_time() {
        server.answersNext(500, 500);
        calling(endpoint -> endpoint);
        given.client().subscribes("news");

        Call first = server.isCalled();

        assertThat(server.isCalled()).isEqualTo(first);
        assertThat(server.isCalled()).isEqualTo(first);
        assertThat(first.timeMillis())
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    }

    @Test
    @Check(128)
    void a_call_is_given_up_when_its_time_is_over() throws Exception {
        server.answersNext(500, 500, 500, 500);
        calling(endpoint -> endpoint.retryFor(Duration.ofSeconds(1)));
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        given.hub()
                .listen(event -> {
                    if (event instanceof WebhookCalled called
                            && called.outcome() != Outcome.RETRIED) {
                        end.complete(called.outcome());
                    }
                });

        given.client().subscribes("news");

        assertThat(end.get(15, TimeUnit.SECONDS)).isEqualTo(Outcome.GIVEN_UP);
    }

    @Test
    @Check(129)
    void a_client_event_on_a_private_channel_is_told_with_its_socket_but_not_its_user() {
        calling(endpoint -> endpoint.eventTypes(Set.of("client_event")));
        var alice = given.client().signsIn("{\"id\":\"alice\"}").subscribes("private-x");

        alice.says("private-x", "client-note", "{\"text\":\"hi\"}");

        JsonNode told = server.isTold("client_event", "private-x");
        assertThat(told.path("event").stringValue()).isEqualTo("client-note");
        assertThat(told.path("data").stringValue()).isEqualTo("{\"text\":\"hi\"}");
        assertThat(told.path("socket_id").stringValue()).isEqualTo(alice.socketId().value());
        assertThat(told.has("user_id")).isFalse();
    }

    @Test
    @Check(129)
    void a_client_event_on_a_presence_channel_is_told_with_its_user() {
        calling(endpoint -> endpoint.eventTypes(Set.of("client_event")));
        var alice = given.client().joins("presence-room", "alice");

        alice.says("presence-room", "client-note", "\"plain\"");

        JsonNode told = server.isTold("client_event", "presence-room");
        assertThat(told.path("data").stringValue()).isEqualTo("plain");
        assertThat(told.path("user_id").stringValue()).isEqualTo("alice");
    }

    @Test
    @Tag(ONE_NODE)
    @Check(129)
    void a_burst_of_subscribers_of_an_empty_cache_is_told_once() {
        calling(endpoint -> endpoint.eventTypes(Set.of("cache_miss", "client_event")));
        var first = given.client().subscribes("private-cache-price");
        for (int i = 0; i < 5; i++) {
            given.client().subscribes("private-cache-price");
        }

        server.isTold("cache_miss", "private-cache-price");
        first.says("private-cache-price", "client-note", "{}");
        server.isTold("client_event", "private-cache-price");
    }

    @Test
    @Check(130)
    void a_batch_tells_several_events_in_order_filtered_and_signed() {
        calling(endpoint ->
                endpoint.batch(true)
                        .batchDelay(Duration.ofSeconds(30))
                        .maxBatchSize(3)
                        .channelPrefix("private-")
                        .eventTypes(Set.of("channel_occupied", "client_event")));
        var alice = given.client().subscribes("news").subscribes("private-x");
        alice.says("private-x", "client-note", "1").says("private-x", "client-note", "2");

        Call call = server.isCalled();

        assertThat(call.isSignedBy(given.key())).isTrue();
        assertThat(call.events())
                .extracting(
                        event -> event.path("name").stringValue(),
                        event -> event.path("channel").stringValue(),
                        event -> event.path("data").stringValue(""))
                .containsExactly(
                        tuple("channel_occupied", "private-x", ""),
                        tuple("client_event", "private-x", "1"),
                        tuple("client_event", "private-x", "2"));
    }

    @Test
    void channels_of_signed_in_users_are_never_told() {
        calling(endpoint -> endpoint);
        var alice = given.client().signsIn("{\"id\":\"alice\"}");
        alice.subscribes("#server-to-user-alice").subscribes("news");

        server.isTold("channel_occupied", "news");
    }

    @Test
    void a_hub_that_closes_still_tells_that_its_channels_are_vacated() throws Exception {
        calling(endpoint -> endpoint);
        given.client().subscribes("news");
        server.isTold("channel_occupied", "news");

        given.close();
        given = null;

        server.isTold("channel_vacated", "news");
    }
}
