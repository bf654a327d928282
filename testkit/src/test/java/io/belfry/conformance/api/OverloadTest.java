package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.conformance.Check;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawHttp;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class OverloadTest {
    private static final String EVENT = "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"}";

    @Test
    @Check(104)
    void who_publishes_too_fast_is_asked_to_come_back_later() throws Exception {
        try (GivenHub given =
                GivenHub.with(Settings.hub(GivenHub.anApp().eventsPerSecond(5)).build())) {
            var alice = given.client().subscribes("news");
            var http = given.http();
            for (int i = 0; i < 5; i++) {
                Answers.succeeds(posted(given, http), "{}");
            }

            RawResponse refused = posted(given, http);

            Answers.refuses(refused, 429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            for (int i = 0; i < 5; i++) {
                alice.sees("a", "news");
            }
            alice.seesNothingMore();
        }
    }

    @Test
    @Check(104)
    void a_batch_counts_as_many_as_it_has_and_goes_whole_or_not_at_all() throws Exception {
        try (GivenHub given =
                GivenHub.with(Settings.hub(GivenHub.anApp().eventsPerSecond(2)).build())) {
            var alice = given.client().subscribes("news");
            String three = "{\"batch\":[" + EVENT + "," + EVENT + "," + EVENT + "]}";

            RawResponse refused = given.api().post("/batch_events", three).send();

            Answers.refuses(refused, 429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            alice.seesNothingMore();
        }
    }

    @Test
    @Check(104)
    void questions_are_not_counted_as_events() throws Exception {
        try (GivenHub given =
                GivenHub.with(Settings.hub(GivenHub.anApp().eventsPerSecond(1)).build())) {
            for (int i = 0; i < 20; i++) {
                assertThat(given.api().get("/channels").send().status()).isEqualTo(200);
            }
        }
    }

    @Test
    @Check(104)
    void while_too_much_waits_to_be_delivered_nobody_may_publish() throws Exception {
        try (GivenHub given = congestible();
                HeldLoop loop = HeldLoop.of(given)) {
            var alice = given.client().subscribes("private-news");
            // The loops take turns, so this connection is on the other one than alice's.
            var http = given.http();
            assertThat(http.get("/up").status()).isEqualTo(200);
            alice.says("private-news", "client-hold", "1");
            loop.isHeld();

            int accepted = 0;
            RawResponse answer = postedLarge(given, http);
            while (answer.status() == 200 && accepted < 1_000) {
                accepted++;
                answer = postedLarge(given, http);
            }

            Answers.refuses(answer, 429);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(accepted).isBetween(100, 110);
            String batch = "{\"batch\":[" + EVENT + "]}";
            Answers.refuses(
                    given.api().post("/batch_events", batch).sendOver(http).response(), 429);
            assertThatIllegalStateException()
                    .isThrownBy(() -> given.hub().publish(given.app().id(), event()))
                    .withMessageContaining("congested");

            loop.close();
            for (int i = 0; i < accepted; i++) {
                alice.sees("a", "private-news");
            }
            alice.seesNothingMore();
            Answers.succeeds(posted(given, http), "{}");
        }
    }

    /**
     * A hub that is congested from a mebibyte on, all of which a client may be slow to read; like
     * all here it has two loops.
     */
    private static GivenHub congestible() {
        return GivenHub.with(
                Settings.hub(GivenHub.anApp())
                        .limits(
                                LimitSettings.builder()
                                        .fanOutQueueBytes(1 << 20)
                                        .outboxBytes(4 << 20)
                                        .build())
                        .build());
    }

    /** Holds up the loop on which a client event is sent, until it is closed. */
    private record HeldLoop(CountDownLatch held, CountDownLatch released) implements AutoCloseable {

        static HeldLoop of(GivenHub given) {
            HeldLoop loop = new HeldLoop(new CountDownLatch(1), new CountDownLatch(1));
            given.hub()
                    .listen(event -> {
                        if (event instanceof HubEvent.ClientEventSent) {
                            loop.hold();
                        }
                    });
            return loop;
        }

        private void hold() {
            held.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void isHeld() throws InterruptedException {
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            released.countDown();
        }
    }

    private static EventRequest event() {
        return new EventRequest("a", "x", List.of("news"), null, null);
    }

    private static RawResponse posted(GivenHub given, RawHttp http) {
        return given.api().post("/events", EVENT).sendOver(http).response();
    }

    private static RawResponse postedLarge(GivenHub given, RawHttp http) {
        String body =
                new JsonObject()
                        .text("name", "a")
                        .text("channel", "private-news")
                        .text("data", "x".repeat(10_000))
                        .end();
        return given.api().post("/events", body).sendOver(http).response();
    }
}
