package io.belfry.conformance.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.HubSettings;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawHttp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A thousand subscribers of one channel, served by four event loops; four publishers at once. */
class FanOutTest {
    private static final int SUBSCRIBERS = 1_000;
    private static final int PUBLISHERS = 4;
    private static final int EVENTS_EACH = 25;

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(onFourLoops(GivenHub.settings(GivenHub.anApp().build())));

    @Test
    @Timeout(60)
    void every_subscriber_gets_every_event_once_and_those_of_each_publisher_in_order()
            throws Exception {
        List<HubClient> subscribers = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            subscribers.add(given.client().subscribes("news"));
        }

        publishAll();
        given.api().publishes("news", "fence", "");

        for (HubClient subscriber : subscribers) {
            assertThat(heardBy(subscriber)).isEqualTo(all());
            subscriber.seesNothingMore();
        }
    }

    private static void publishAll() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS)) {
            List<Future<?>> publishers = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                String name = "publisher" + i;
                publishers.add(threads.submit(() -> publish(name)));
            }
            for (Future<?> publisher : publishers) {
                publisher.get();
            }
        }
    }

    private static void publish(String name) {
        RawHttp http = given.http();
        for (int i = 0; i < EVENTS_EACH; i++) {
            String body =
                    new JsonObject()
                            .text("name", name)
                            .text("channel", "news")
                            .text("data", String.valueOf(i))
                            .end();
            var response = given.api().post("/events", body).sendOver(http).response();
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
        }
    }

    /** The numbers that came from each publisher, in the order in which they came. */
    private static List<List<Integer>> heardBy(HubClient subscriber) {
        List<List<Integer>> heard = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            heard.add(new ArrayList<>());
        }
        for (var next = subscriber.sees();
                !next.event().equals("fence");
                next = subscriber.sees()) {
            int publisher = Integer.parseInt(next.event().substring("publisher".length()));
            heard.get(publisher).add(next.data().intValue());
        }
        return heard;
    }

    private static List<List<Integer>> all() {
        List<Integer> numbers = IntStream.range(0, EVENTS_EACH).boxed().toList();
        return IntStream.range(0, PUBLISHERS).mapToObj(publisher -> numbers).toList();
    }

    private static HubSettings onFourLoops(HubSettings settings) {
        return settings.toBuilder()
                .server(settings.server().toBuilder().eventLoops(4).build())
                .build();
    }
}
