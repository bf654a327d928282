package io.belfry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.EventRequest;
import io.belfry.protocol.RedisAddress;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenLog;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawRedis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** What clients of a hub hear of what is published on a Redis. */
@Timeout(60)
class LaravelFeedTest {
    private static final String PREFIX = "laravel_database_";

    @RegisterExtension
    static final GivenHub hub = GivenHub.withApp(app -> app.maxEventData(1_000).maxEventName(50));

    @RegisterExtension static final GivenRedis redis = GivenRedis.standard();

    private final GivenLog log = GivenLog.of(LaravelFeed.class);
    private LaravelFeed feed;
    private RawRedis publisher;

    @BeforeEach
    void subscribed() {
        feed = feed(PREFIX);
        redis.awaitPatterns(1);
        publisher = redis.client();
    }

    @AfterEach
    void close() {
        feed.close();
        log.close();
    }

    private static LaravelFeed feed(String prefix) {
        return LaravelFeed.start(
                RedisServers.of(RedisAddress.of(redis.url())),
                prefix,
                event -> hub.hub().publish(hub.app().id(), event));
    }

    private void publishes(String channel, String message) {
        publisher.call("PUBLISH", PREFIX + channel, message);
    }

    private void ticks(String channel, int number) {
        publishes(channel, "{\"event\":\"tick\",\"data\":{\"n\":%d}}".formatted(number));
    }

    private void awaitCounts(long taken, long refused, long lost) {
        await().until(() -> feed.counts().equals(new FeedCounts(taken, refused, lost)));
    }

    @Test
    void what_laravel_publishes_reaches_subscribers_as_if_it_came_over_http() {
        HubClient ada = hub.client().subscribes("private-orders.7");

        publishes(
                "private-orders.7",
                "{\"event\":\"App\\\\Events\\\\Shipped\",\"data\":{\"order\":7,\"by\":\"\\u2603\","
                        + "\"socket\":null},\"socket\":null}");

        ada.seesJson(
                "{\"event\":\"App\\\\Events\\\\Shipped\",\"channel\":\"private-orders.7\","
                        + "\"data\":\"{\\\"order\\\":7,\\\"by\\\":\\\"\\\\u2603\\\"}\"}");
        ada.seesNothingMore();
    }

    @Test
    void the_socket_of_a_message_is_left_out_and_never_told_to_others() {
        HubClient ada = hub.client().subscribes("news");
        HubClient bob = hub.client().subscribes("news");

        publishes(
                "news",
                "{\"event\":\"a\",\"data\":{\"n\":1,\"socket\":\"%s\"},\"socket\":\"%s\"}"
                        .formatted(ada.socketId(), ada.socketId()));

        bob.seesJson("{\"event\":\"a\",\"channel\":\"news\",\"data\":\"{\\\"n\\\":1}\"}");
        ada.seesNothingMore();
    }

    @Test
    void a_socket_that_is_none_leaves_nobody_out() {
        HubClient ada = hub.client().subscribes("news");
        publishes("news", "{\"event\":\"a\",\"data\":1,\"socket\":\"what a browser claims\"}");
        assertThat(ada.sees("a", "news").data().asString()).isEqualTo("1");
    }

    @Test
    void events_of_a_channel_keep_their_order() {
        HubClient ada = hub.client().subscribes("news");
        for (int i = 0; i < 500; i++) {
            ticks("news", i);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(ada.sees("tick", "news").data().path("n").asInt()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "news | x | not valid JSON",
                "news | [1] | not a JSON object",
                "news | {\"data\":1} | there is no event",
                "news | {\"event\":\"a\"} | there is no data",
                "news | {\"event\":\"pusher:a\",\"data\":1} | name must not start with pusher:",
                "private:a | {\"event\":\"a\",\"data\":1} | channels has an entry that is no",
                "#x | {\"event\":\"a\",\"data\":1} | channels has an entry that is no"
            })
    void a_message_that_is_no_event_is_told_of_and_harms_no_other(
            String channel, String message, String reason) {
        HubClient ada = hub.client().subscribes("news");

        publishes(channel, message);
        ticks("news", 1);

        ada.sees("tick", "news");
        ada.seesNothingMore();
        awaitCounts(1, 1, 0);
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WARN message from Redis refused"))
                .singleElement()
                .asString()
                .contains("channel=\"" + channel + "\" reason=" + reason)
                .endsWith(" count=1");
    }

    @Test
    void what_is_too_large_for_the_app_is_refused_and_a_storm_of_it_is_one_line() {
        HubClient ada = hub.client().subscribes("news");
        String large = "{\"event\":\"a\",\"data\":\"" + "x".repeat(1_000) + "\"}";
        for (int i = 0; i < 300; i++) {
            publishes("news", large);
        }
        ticks("news", 1);

        ada.sees("tick", "news");
        awaitCounts(1, 300, 0);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("refused"))
                .singleElement()
                .asString()
                .contains("data has 1002 bytes, max_event_data of this app is 1000");
    }

    @Test
    void the_name_of_a_channel_brings_no_line_of_its_own_into_the_log() {
        publishes("a\nERROR forged " + "x".repeat(1_000), "{\"event\":\"a\",\"data\":1}");
        awaitCounts(0, 1, 0);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("refused"))
                .singleElement()
                .asString()
                .contains("channel=\"a\\nERROR forged xxx")
                .hasSizeLessThan(300)
                .doesNotContain("\n");
    }

    @Test
    void channels_with_another_prefix_are_no_matter_of_it() {
        publisher.call("PUBLISH", "other_news", "{\"event\":\"a\",\"data\":1}");
        publisher.call("PUBLISH", "news", "{\"event\":\"a\",\"data\":1}");
        ticks("news", 1);
        awaitCounts(1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*b[1]?\\_"})
    void a_prefix_is_taken_literally(String prefix) {
        feed.close();
        feed = feed(prefix);
        redis.awaitPatterns(1);
        HubClient ada = hub.client().subscribes("news");

        String axb1 = prefix.replace("*", "x").replace("?", "y");
        publisher.call("PUBLISH", axb1 + "news", "{\"event\":\"other\",\"data\":1}");
        publisher.call("PUBLISH", prefix + "news", "{\"event\":\"own\",\"data\":1}");

        if (prefix.isEmpty()) {
            ada.sees("other", "news");
        }
        ada.sees("own", "news");
        ada.seesNothingMore();
    }

    @Test
    void while_redis_is_away_the_hub_serves_and_when_it_is_back_the_feed_is_too() {
        HubClient ada = hub.client().subscribes("news");
        ticks("news", 1);
        ada.sees("tick");

        redis.kill();
        await().until(() -> !feed.isSubscribed());
        CompletableFuture<?> unused =
                hub.hub()
                        .publish(
                                hub.app().id(),
                                new EventRequest("own", "{}", List.of("news"), null, null));
        ada.sees("own");
        redis.restart();
        redis.awaitPatterns(1);
        publisher = redis.client();
        ticks("news", 2);

        ada.sees("tick");
        await().until(() -> log.lines().size() == 3);
        assertThat(log.lines().get(0))
                .isEqualTo(
                        "INFO subscribed to Redis redis=%s channels=laravel_database_*"
                                .formatted(redis.url()));
        assertThat(log.lines().get(1))
                .startsWith("WARN Redis is away; the hub goes on without its events")
                .endsWith("redis=%s reason=the connection ended".formatted(redis.url()));
        assertThat(log.lines().get(2)).startsWith("INFO Redis is back; subscribed again");
    }

    @Test
    void a_redis_that_is_not_there_yet_is_waited_for() {
        redis.kill();
        try (LaravelFeed early = feed("early_")) {
            await().until(() ->
                    log.lines().stream().anyMatch(line -> line.contains("Connection refused")));
            assertThat(early.isSubscribed()).isFalse();
            redis.restart();
            await().until(early::isSubscribed);
        }
    }

    @Test
    void one_that_refuses_is_told_of_once_without_the_password() throws Exception {
        try (GivenRedis closed = GivenRedis.standard("--requirepass", "right-one");
                LaravelFeed wrong =
                        LaravelFeed.start(
                                RedisServers.of(
                                        RedisAddress.of(
                                                "redis://:wrong-one@127.0.0.1:" + closed.port())),
                                "",
                                event -> CompletableFuture.completedFuture(null))) {
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains("WRONGPASS")));
            assertThat(wrong.isSubscribed()).isFalse();
            RawRedis admin = RawRedis.to(closed.port());
            admin.call("AUTH", "right-one");
            admin.call("CONFIG", "SET", "requirepass", "wrong-one");
            await().until(wrong::isSubscribed);
            assertThat(log.lines())
                    .noneMatch(line -> line.contains("wrong-one"))
                    .filteredOn(line -> line.contains("WRONGPASS"))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR Redis refuses");
            admin.close();
        }
    }

    @Test
    void a_congested_hub_is_waited_for_and_nothing_is_read_meanwhile() throws Exception {
        AtomicBoolean congested = new AtomicBoolean(true);
        List<String> taken = new CopyOnWriteArrayList<>();
        feed.close();
        feed =
                LaravelFeed.start(
                        RedisServers.of(RedisAddress.of(redis.url())),
                        PREFIX,
                        event -> {
                            if (congested.get()) {
                                throw new IllegalStateException("congested");
                            }
                            taken.add(String.valueOf(event.data()));
                            return CompletableFuture.completedFuture(null);
                        });
        redis.awaitPatterns(1);
        String padding = "x".repeat(100_000);
        // More than sockets hold: what is not read piles up in Redis, where it can be seen.
        for (int i = 0; i < 200; i++) {
            publishes("news", "{\"event\":\"a\",\"data\":%d,\"p\":\"%s\"}".formatted(i, padding));
        }
        await().until(() -> waitingInRedis() > 5_000_000);
        assertThat(taken).isEmpty();

        congested.set(false);
        await().until(() -> taken.size() == 200);
        assertThat(taken.getFirst()).isEqualTo("0");
        assertThat(taken.getLast()).isEqualTo("199");
        assertThat(feed.counts()).isEqualTo(new FeedCounts(200, 0, 0));
    }

    /** Of what clients have not read, in bytes. */
    private long waitingInRedis() {
        String clients = String.valueOf(publisher.call("CLIENT", "LIST", "TYPE", "pubsub"));
        String after = clients.substring(clients.indexOf(" omem=") + " omem=".length());
        return Long.parseLong(after.substring(0, after.indexOf(' ')));
    }

    @Test
    void an_event_is_lost_when_the_hub_fails_or_stays_congested_and_the_next_is_not() {
        List<String> taken = new CopyOnWriteArrayList<>();
        try (GivenLog told = GivenLog.of(LaravelFeed.class)) {
            Intake intake =
                    new Intake(
                            "",
                            event -> {
                                switch (String.valueOf(event.name())) {
                                    case "congested" -> throw new IllegalStateException("busy");
                                    case "bug" -> throw new UnsupportedOperationException("bug");
                                    case "failed" -> {
                                        return CompletableFuture.failedFuture(
                                                new IllegalStateException("no ledger"));
                                    }
                                    default -> taken.add(String.valueOf(event.name()));
                                }
                                return CompletableFuture.completedFuture(null);
                            },
                            java.time.Duration.ofMillis(20));
            for (String name : List.of("congested", "bug", "failed", "fine")) {
                intake.take(
                        "news".getBytes(UTF_8),
                        "{\"event\":\"%s\",\"data\":1}".formatted(name).getBytes(UTF_8));
            }
            assertThat(taken).containsExactly("fine");
            assertThat(intake.counts()).isEqualTo(new FeedCounts(1, 0, 3));
            assertThat(told.lines())
                    .containsExactly(
                            "WARN event from Redis lost channel=\"news\" reason=busy count=1");
        }
    }

    @Test
    void closing_waits_for_no_congested_hub() throws Exception {
        LaravelFeed stuck =
                LaravelFeed.start(
                        RedisServers.of(RedisAddress.of(redis.url())),
                        "stuck_",
                        event -> {
                            throw new IllegalStateException("congested");
                        });
        redis.awaitPatterns(2);
        publisher.call("PUBLISH", "stuck_news", "{\"event\":\"a\",\"data\":1}");
        stuck.close();
        stuck.close();
        redis.awaitPatterns(1);
    }
}
