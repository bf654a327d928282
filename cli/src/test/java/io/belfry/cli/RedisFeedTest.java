package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A hub of its own whose events come from a Laravel with {@code BROADCAST_CONNECTION=redis}. */
class RedisFeedTest {
    @RegisterExtension
    static final GivenRedis redis = GivenRedis.standard("--requirepass", "hush-hush");

    private static final String SETTINGS =
            """
            server: {host: 127.0.0.1, port: 0}
            apps:
              - {id: other, key: other-key, secret: other-secret}
              - {id: shop, key: shop-key, secret: shop-secret}
            redis: {feed: {enabled: true, app: shop}}
            """;

    @TempDir private Path folder;

    private static Map<String, String> ofLaravel() {
        return Map.of(
                "REDIS_HOST", "127.0.0.1",
                "REDIS_PORT", Integer.toString(redis.port()),
                "REDIS_PASSWORD", "hush-hush",
                "REDIS_PREFIX", "laravel-database-");
    }

    @Test
    void it_starts_while_redis_is_away_and_takes_events_when_it_comes() throws Exception {
        Files.writeString(folder.resolve("belfry.yml"), SETTINGS);
        redis.kill();
        try (BelfryProcess belfry = BelfryProcess.in(folder, ofLaravel(), "start")) {
            int port = belfry.port();
            assertThat(belfry.says("Redis is away"))
                    .contains("redis=" + redis.url())
                    .contains("Connection refused");
            redis.restart();
            belfry.says("Redis is back; subscribed again");
            try (HubClient ada =
                    HubClient.of("127.0.0.1", port, new AppKey("shop-key", "shop-secret"))) {
                ada.subscribes("news");
                var publisher = redis.client();
                publisher.call("AUTH", "hush-hush");
                publisher.call(
                        "PUBLISH",
                        "laravel-database-news",
                        "{\"event\":\"tick\",\"data\":{\"n\":1},\"socket\":null}");
                ada.sees("tick", "news");
            }
            belfry.hears("TERM");
            assertThat(belfry.ends()).isZero();
            assertThat(belfry.rest()).doesNotContain("WARN", "ERROR", "hush-hush");
        }
    }

    @Test
    void a_reload_tells_that_another_redis_is_for_the_next_start() throws Exception {
        Path file = folder.resolve("belfry.yml");
        Files.writeString(file, SETTINGS);
        try (BelfryProcess belfry = BelfryProcess.in(folder, ofLaravel(), "start")) {
            belfry.says("subscribed to Redis");
            Files.writeString(
                    file, SETTINGS.replace("{feed:", "{url: 'redis://:new-one@far', feed:"));
            belfry.hears("HUP");
            belfry.says("redis has a new url or password (at the next start)");
            belfry.hears("TERM");
            assertThat(belfry.ends()).isZero();
            assertThat(belfry.rest()).doesNotContain("new-one", "hush-hush");
        }
    }

    @Test
    void settings_are_shown_without_the_password() throws Exception {
        Files.writeString(folder.resolve("belfry.yml"), SETTINGS);
        try (BelfryProcess belfry =
                BelfryProcess.in(folder, ofLaravel(), "start", "--print-settings")) {
            assertThat(belfry.ends()).isZero();
            assertThat(belfry.rest())
                    .containsPattern("redis.password +•••• +REDIS_PASSWORD")
                    .containsPattern("redis.feed.prefix +laravel-database- +REDIS_PREFIX")
                    .doesNotContain("hush-hush");
        }
    }
}
