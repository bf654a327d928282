package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.APP;
import static io.belfry.hub.webhook.GivenWebhooks.KEY;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.told;
import static io.belfry.hub.webhook.GivenWebhooks.whisper;
import static io.belfry.hub.webhook.GivenWebhooks.whispered;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.WebhookSettings;
import io.belfry.hub.webhook.AppServer.Received;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class BatchesTest {
    private static final Duration DELAY = Duration.ofMillis(50);

    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    private WebhookSettings.Builder batching() {
        return given.endpoint().batch(true).batchDelay(DELAY).maxBatchSize(4);
    }

    @Test
    void without_batching_each_event_has_a_call_of_its_own() {
        given.has(given.endpoint());

        given.happens(whisper("private-x", "1"), whisper("private-x", "2"));

        given.isTold(whispered("private-x", "\"1\""));
        given.isTold(whispered("private-x", "\"2\""));
    }

    @Test
    void what_happens_within_the_delay_goes_into_one_body_in_the_order_it_happened() {
        given.has(batching());

        given.happens(whisper("private-b", "1"), whisper("private-a", "2"));
        given.passes(Duration.ofMillis(49));
        assertThat(given.server.hasMore()).isFalse();
        given.happens(whisper("private-b", "3"));
        given.passes(Duration.ofMillis(1));

        given.isTold(
                whispered("private-b", "\"1\""),
                whispered("private-a", "\"2\""),
                whispered("private-b", "\"3\""));
    }

    @Test
    void a_full_batch_does_not_wait_for_the_delay() {
        given.has(batching());

        for (int i = 1; i <= 4; i++) {
            given.happens(whisper("private-x", "" + i));
        }

        given.isTold(
                whispered("private-x", "\"1\""),
                whispered("private-x", "\"2\""),
                whispered("private-x", "\"3\""),
                whispered("private-x", "\"4\""));
    }

    @Test
    void the_time_of_a_batch_is_that_of_its_newest_event() {
        given.has(batching());

        given.happens(occupied("a"));
        given.passes(Duration.ofMillis(20));
        given.happens(occupied("b"));
        given.passes(Duration.ofMillis(30));

        assertThat(given.server.next().body())
                .startsWith("{\"time_ms\":" + (MovableTime.START_MILLIS + 20) + ",");
    }

    @Test
    void a_channel_waits_for_its_batch_while_others_go_on() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        given.server.answers((exchange, request) -> {
            if (request.body().contains("first")) {
                await(answer);
            }
            return 200;
        });
        given.has(batching());

        given.happens(whisper("private-a", "\"first\""));
        given.passes(DELAY);
        given.server.next();
        given.happens(whisper("private-a", "2"), whisper("private-b", "3"));
        given.passes(DELAY);
        given.isTold(whispered("private-b", "\"3\""));
        answer.countDown();
        given.ends(Outcome.DELIVERED);

        given.isTold(whispered("private-a", "\"2\""));
    }

    @Test
    void a_batch_that_fails_is_tried_again_whole_and_alone() {
        AtomicInteger tries = new AtomicInteger();
        given.server.answers((exchange, request) -> tries.incrementAndGet() < 2 ? 500 : 200);
        given.has(batching());

        given.happens(whisper("private-a", "1"), whisper("private-b", "2"));
        given.passes(DELAY);
        given.ends(Outcome.RETRIED);
        given.happens(whisper("private-a", "3"));
        given.passes(Duration.ofSeconds(1));

        String first = given.server.next().body();
        assertThat(given.server.next().body()).isEqualTo(first);
        given.ends(Outcome.DELIVERED);
        given.isTold(whispered("private-a", "\"3\""));
    }

    @Test
    void one_body_never_speaks_of_two_apps() {
        AppKey other = new AppKey("other-key", "other-secret");
        given.has(batching());
        given.appHas("4712", List.of(other), batching());

        given.happens(
                occupied("news"),
                new HubEvent.ChannelOccupied("4712", GivenWebhooks.channel("sport")));
        given.passes(DELAY);

        List<Received> calls = List.of(given.server.next(), given.server.next());
        assertThat(calls)
                .allSatisfy(call -> {
                    boolean own = call.header("X-Pusher-Key").equals(KEY.key());
                    assertThat(call.body())
                            .endsWith(
                                    "[" + told("channel_occupied", own ? "news" : "sport") + "]}");
                    assertThat(call.header("X-Pusher-Signature"))
                            .isEqualTo((own ? KEY : other).sign(call.body()));
                });
        assertThat(calls).extracting(call -> call.header("X-Pusher-Key")).doesNotHaveDuplicates();
        assertThat(APP).isNotEqualTo("4712");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
