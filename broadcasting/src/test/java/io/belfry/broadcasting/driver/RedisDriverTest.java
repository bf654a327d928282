package io.belfry.broadcasting.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.broadcasting.queue.MemoryQueue;
import io.belfry.broadcasting.queue.MemoryQueueSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.RedisAddress;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.RawRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the driver publishes on a Redis, and what it makes of one that is away or refuses. */
class RedisDriverTest {
    private static final String PREFIX = "shop_";

    @RegisterExtension static final GivenRedis given = GivenRedis.standard();

    private static RedisSettings settings() {
        return RedisSettings.of(RedisAddress.of(given.url()), PREFIX);
    }

    private static Publication tick(int number, String... channels) {
        return Publication.of(
                "tick",
                "{\"n\":" + number + "}",
                Stream.of(channels).map(ChannelName::new).toList(),
                null);
    }

    private static RawRedis subscriber(String... channels) {
        RawRedis subscriber = given.client();
        for (String channel : channels) {
            subscriber.call("SUBSCRIBE", channel);
        }
        return subscriber;
    }

    private static List<String> message(String channel, int number) {
        return List.of(
                "message",
                PREFIX + channel,
                "{\"event\":\"tick\",\"data\":{\"n\":%d},\"socket\":null}".formatted(number));
    }

    // check 148
    @Test
    void a_subscriber_of_the_prefixed_channel_gets_event_data_and_socket() {
        RawRedis subscriber = subscriber("shop_private-orders.7");
        Publication toOthers =
                Publication.of(
                        "App\\Events\\Shipped",
                        "{\"order\":7,\"by\":\"DHL ☃\"}",
                        List.of(new ChannelName("private-orders.7")),
                        new SocketId("12.34"));
        try (RedisDriver driver = new RedisDriver(settings())) {
            driver.send(toOthers);
        }
        assertThat(subscriber.receives())
                .isEqualTo(
                        List.of(
                                "message",
                                "shop_private-orders.7",
                                "{\"event\":\"App\\\\Events\\\\Shipped\",\"data\":{\"order\":7,"
                                        + "\"by\":\"DHL ☃\"},\"socket\":\"12.34\"}"));
    }

    @Test
    void all_channels_of_an_event_are_served_in_one_command_and_in_their_order() {
        RawRedis subscriber = given.client();
        subscriber.call("PSUBSCRIBE", "shop_*");
        RawRedis monitor = given.client();
        try (RedisDriver driver = new RedisDriver(settings())) {
            driver.send(tick(0, "a"));
            monitor.call("MONITOR");
            driver.send(tick(1, "b", "a", "c"));
            driver.send(tick(2, "c"));
        }
        List<Object> channels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            channels.add(((List<?>) subscriber.receives()).get(2));
        }
        assertThat(channels).containsExactly("shop_a", "shop_b", "shop_a", "shop_c", "shop_c");
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            commands.add(String.valueOf(monitor.receives()));
        }
        assertThat(commands.get(0)).contains("EVAL");
        assertThat(commands.subList(1, 4)).allMatch(each -> each.contains(" lua] \"PUBLISH\""));
        assertThat(commands.get(4)).contains("] \"PUBLISH\"").doesNotContain("lua");
    }

    @Test
    void an_event_that_nobody_hears_has_failed_for_now() {
        try (RedisDriver driver = new RedisDriver(settings())) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick(1, "news", "more")))
                    .withMessage(
                            given.url()
                                    + ": nobody listens to shop_news: no hub has subscribed to"
                                    + " shop_*")
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isTrue());
            subscriber("shop_more");
            driver.send(tick(2, "news", "more"));
        }
    }

    @Test
    void where_events_need_not_be_heard_they_are_gone() {
        try (RedisDriver driver = new RedisDriver(settings().withMustBeHeard(false))) {
            driver.send(tick(1, "news"));
            driver.send(tick(1, "news", "more"));
        }
    }

    @Test
    void a_redis_that_is_away_is_worth_another_try_and_found_again_when_it_is_back() {
        given.kill();
        try (RedisDriver driver = new RedisDriver(settings())) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(BroadcastFailed.class)
                        .isThrownBy(() -> driver.send(tick(1, "news")))
                        .withMessageStartingWith(given.url() + " does not answer: ")
                        .withMessageContaining("refused")
                        .satisfies(e -> assertThat(e.isWorthAnotherTry()).isTrue());
            }
            given.restart();
            RawRedis subscriber = subscriber("shop_news");
            driver.send(tick(2, "news"));
            assertThat(subscriber.receives()).isEqualTo(message("news", 2));
        }
    }

    @Test
    void what_the_queue_holds_while_redis_is_away_arrives_when_somebody_listens_again() {
        RawRedis before = subscriber("shop_news");
        RedisDriver driver = new RedisDriver(settings());
        try (MemoryQueue queue =
                        new MemoryQueue(Map.of("redis", driver), MemoryQueueSettings.defaults());
                driver) {
            queue.add("redis", tick(0, "news"));
            assertThat(before.receives()).isEqualTo(message("news", 0));

            given.kill();
            for (int i = 1; i <= 100; i++) {
                queue.add("redis", tick(i, "news"));
            }
            given.restart();
            RawRedis after = subscriber("shop_news");
            for (int i = 1; i <= 100; i++) {
                assertThat(after.receives()).isEqualTo(message("news", i));
            }
        }
    }

    @Test
    void a_password_opens_redis_and_a_wrong_one_is_refused_for_good_and_told_nobody()
            throws Exception {
        try (GivenRedis closed = GivenRedis.standard("--requirepass", "right-one");
                RedisDriver wrong = driver(closed, ":wrong-one@");
                RedisDriver none = driver(closed, "");
                RedisDriver right = driver(closed, ":right-one@")) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> wrong.send(tick(1, "news")))
                    .withMessageStartingWith(closed.url() + " refused: WRONGPASS")
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isFalse())
                    .satisfies(e -> assertThat(allOf(e)).doesNotContain("wrong-one"));
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> none.send(tick(1, "news")))
                    .withMessageStartingWith(closed.url() + " refused: NOAUTH")
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isFalse());
            right.send(tick(1, "news"));
        }
    }

    private static RedisDriver driver(GivenRedis redis, String credentials) {
        String url = "redis://" + credentials + "127.0.0.1:" + redis.port();
        return new RedisDriver(
                RedisSettings.of(RedisAddress.of(url), PREFIX).withMustBeHeard(false));
    }

    /** With causes. */
    private static String allOf(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = e; each != null; each = each.getCause()) {
            text.append(each).append('\n');
        }
        return text.toString();
    }

    @Test
    void a_user_who_may_not_publish_is_refused_for_good() {
        RawRedis admin = given.client();
        admin.call("ACL", "SETUSER", "ada", "on", ">pw", "resetchannels", "&other_*", "+@all");
        try (RedisDriver driver = driver(given, "ada:pw@")) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick(1, "news")))
                    .withMessageStartingWith(given.url() + " refused: NOPERM")
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isFalse());
        }
    }

    @Test
    void one_that_accepts_and_says_nothing_is_given_up_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RedisDriver driver =
                        new RedisDriver(
                                RedisSettings.of(
                                                RedisAddress.of("127.0.0.1", silent.getLocalPort()),
                                                PREFIX)
                                        .withTimeouts(
                                                Duration.ofMillis(200), Duration.ofMillis(200)))) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick(1, "news")))
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isTrue());
        }
    }

    @Test
    void one_that_hangs_is_given_up_in_time_and_its_connection_with_it() {
        RawRedis admin = given.client();
        try (RedisDriver driver =
                new RedisDriver(
                        settings().withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300)))) {
            admin.call("CLIENT", "PAUSE", "20000", "WRITE");
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick(1, "news")))
                    .withMessage(given.url() + " has not answered within 300 ms")
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isTrue());
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (String.valueOf(admin.call("CLIENT", "LIST")).contains("cmd=publish")) {
                assertThat(System.nanoTime()).as("it is still connected").isLessThan(deadline);
            }

            RawRedis subscriber = subscriber("shop_news");
            admin.call("CLIENT", "UNPAUSE");
            driver.send(tick(2, "news"));
            assertThat(subscriber.receives()).isEqualTo(message("news", 2));
        }
    }

    @Test
    void after_its_end_it_sends_nothing() {
        RedisDriver driver = new RedisDriver(settings());
        driver.close();
        driver.close();
        assertThatExceptionOfType(BroadcastFailed.class)
                .isThrownBy(() -> driver.send(tick(1, "news")))
                .withMessage(given.url() + ": the driver is closed");
    }
}
