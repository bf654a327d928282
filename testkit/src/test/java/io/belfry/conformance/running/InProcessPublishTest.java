package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.belfry.conformance.Loopback;
import io.belfry.protocol.EventRequest;
import io.belfry.testkit.GivenHub;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class InProcessPublishTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app(), Loopback.otherApp().eventsPerSecond(1)).build());

    @Test
    void subscribers_see_the_same_as_from_the_http_api() throws Exception {
        var client = given.client().subscribes("private-orders.9");

        publish("4711", event("shipped", "{\"id\":9}", "private-orders.9"));
        given.api().publishes("private-orders.9", "shipped", "{\"id\":9}");

        String inProcess = client.sees("shipped", "private-orders.9").text();
        assertThat(client.sees("shipped", "private-orders.9").text()).isEqualTo(inProcess);
    }

    @Test
    void an_event_may_go_to_several_channels_and_past_one_connection() throws Exception {
        var sender = given.client().subscribes("one").subscribes("two");
        var other = given.client().subscribes("one").subscribes("two");

        publish(
                "4711",
                new EventRequest("e", "d", List.of("one", "two"), sender.socketId().value(), null));

        other.sees("e", "one");
        other.sees("e", "two");
        sender.seesNothingMore();
    }

    @Test
    void cache_channels_keep_it() throws Exception {
        publish("4711", event("price", "7", "cache-price"));

        var late = given.client().subscribes("cache-price");

        assertThat(late.sees("price", "cache-price").rawData().stringValue()).isEqualTo("7");
    }

    @Test
    void users_are_reached_by_name() throws Exception {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");

        publish("4711", event("receipt", "paid", "#server-to-user-alice"));

        alice.sees("receipt", "#server-to-user-alice");
    }

    @Test
    void events_of_one_thread_keep_their_order() throws Exception {
        var client = given.client().subscribes("news");

        for (int i = 0; i < 500; i++) {
            publish("4711", event("e", String.valueOf(i), "news"));
        }

        for (int i = 0; i < 500; i++) {
            assertThat(client.sees("e").rawData().stringValue()).isEqualTo(String.valueOf(i));
        }
        client.seesNothingMore();
    }

    static Stream<EventRequest> wrongEvents() {
        return Stream.of(
                event(null, "d", "news"),
                event("", "d", "news"),
                event("x".repeat(201), "d", "news"),
                event("pusher:error", "d", "news"),
                event("e", null, "news"),
                event("e", "x".repeat(10_241), "news"),
                event("e", "d"),
                event("e", "d", "not a channel"),
                event("e", "d", "private-encrypted-vault", "news"),
                new EventRequest("e", "d", List.of("news"), "no socket", null));
    }

    @ParameterizedTest
    @MethodSource("wrongEvents")
    void a_wrong_event_is_an_illegal_argument(EventRequest event) {
        var client = given.client().subscribes("news");

        assertThatThrownBy(() -> publish("4711", event))
                .isInstanceOf(IllegalArgumentException.class);

        client.seesNothingMore();
    }

    @Test
    void an_unknown_app_is_an_illegal_argument() {
        assertThatThrownBy(() -> publish("4799", event("e", "d", "news")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4799");
    }

    @Test
    void too_many_events_a_second_are_an_illegal_state() throws Exception {
        publish("4712", event("e", "d", "news"));

        assertThatThrownBy(() -> publish("4712", event("e", "d", "news")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static EventRequest event(
            @Nullable String name, @Nullable String data, String... channels) {
        return new EventRequest(name, data, List.of(channels), null, null);
    }

    private static void publish(String appId, EventRequest event) throws Exception {
        given.hub().publish(appId, event).get(10, SECONDS);
    }
}
