package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.RedisServers;
import io.belfry.redis.RedisSettings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Where a Redis is told of, and when anybody listens. */
class RedisSourcesTest {
    private static final String APP = "apps: [{ id: app, key: app-key, secret: app-secret }]\n";
    private static final String TWO_APPS =
            "apps: [{ id: one, key: k1, secret: s1 }, { id: two, key: k2, secret: s2 }]\n";
    private static final String ON = "redis: { feed: { enabled: true } }\n";

    @TempDir private Path folder;
    private GivenSources given;

    @BeforeEach
    void makeSources() {
        given = new GivenSources(folder);
    }

    private void laravelsVariables() {
        given.variable("REDIS_HOST", "cache")
                .variable("REDIS_PORT", "7000")
                .variable("REDIS_USERNAME", "null")
                .variable("REDIS_PASSWORD", "laravel-secret")
                .variable("REDIS_DB", "2")
                .variable("REDIS_PREFIX", "shop_database_");
    }

    @Test
    void a_machine_that_has_laravels_variables_is_not_asked_for_its_redis() throws SettingsRefused {
        laravelsVariables();
        given.variable("REDIS_URL", "this is no address");
        given.file(APP);
        assertThat(given.load().redis()).isEqualTo(RedisSettings.defaults());
        assertThat(given.effective("redis.feed.enabled")).isEqualTo("false from default");
    }

    @Test
    void with_the_feed_laravels_variables_say_where_redis_is() throws SettingsRefused {
        laravelsVariables();
        given.file(APP + ON);
        assertThat(given.load().redis().servers())
                .isEqualTo(
                        RedisServers.of(RedisAddress.of("redis://:laravel-secret@cache:7000/2")));
        assertThat(given.effective("redis.feed.prefix"))
                .isEqualTo("shop_database_ from REDIS_PREFIX");
        assertThat(given.effective("redis.password")).isEqualTo("•••• from REDIS_PASSWORD");
    }

    @Test
    void the_word_null_is_no_password() throws SettingsRefused {
        given.variable("REDIS_PASSWORD", "null").variable("BELFRY_REDIS_FEED_ENABLED", "true");
        given.file(APP);
        assertThat(given.load().redis().servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("127.0.0.1", 6379)));
        given.variable("BELFRY_REDIS_PASSWORD", "null");
        assertThat(given.load().redis().servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("127.0.0.1", 6379)));
    }

    @Test
    void laravels_url_goes_before_its_other_variables() throws SettingsRefused {
        laravelsVariables();
        given.variable("REDIS_URL", "rediss://ada:pw@far").file(APP + ON);
        assertThat(given.load().redis().servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("rediss://ada:pw@far")));
        assertThat(given.effective("redis.url")).isEqualTo("•••• from REDIS_URL");
    }

    @Test
    void an_address_of_belfrys_own_is_not_mixed_with_laravels() throws SettingsRefused {
        laravelsVariables();
        given.variable("REDIS_URL", "rediss://ada:pw@far");
        given.file(APP + "redis: { host: near, feed: { enabled: yes } }\n");
        assertThat(given.load().redis().servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("near", 6379)));
        assertThat(given.effective("redis.feed.prefix"))
                .isEqualTo("shop_database_ from REDIS_PREFIX");

        given.variable("BELFRY_REDIS_URL", "redis://ours");
        given.variable("BELFRY_REDIS_FEED_PREFIX", "ours_");
        assertThat(given.load().redis().servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("redis://ours")));
        assertThat(given.effective("redis.feed.prefix"))
                .isEqualTo("ours_ from BELFRY_REDIS_FEED_PREFIX");
    }

    @Test
    void what_is_wrong_is_told_without_the_password() {
        given.file(APP + "redis: { url: 'http://:hush@far', feed: { enabled: true } }\n");
        assertThat(given.problems())
                .singleElement()
                .asString()
                .startsWith("belfry.yml, line 2: redis.url is no address of a Redis such as")
                .doesNotContain("hush");

        given.file(APP + "redis: { port: 0, database: -1, host: 'tls://far' }\n");
        assertThat(given.problems())
                .hasSize(3)
                .anyMatch(each -> each.contains("redis.port must be from 1 to 65535, not 0"))
                .anyMatch(each -> each.contains("redis.database must be at least 0, not -1"))
                .anyMatch(each -> each.contains("redis.host must be a name or an address"));
    }

    @Test
    void of_several_apps_one_must_be_named_and_be_there() throws SettingsRefused {
        given.file(TWO_APPS + ON);
        assertThat(given.problems())
                .containsExactly(
                        "redis.feed.app is missing: there are 2 apps, and one of them gets what"
                                + " comes from Redis.");
        given.variable("BELFRY_REDIS_FEED_APP", "three");
        assertThat(given.problems())
                .containsExactly("redis.feed.app is three, and no app has that id.");
        given.variable("BELFRY_REDIS_FEED_APP", "two");
        assertThat(given.load().redis().feed().app()).isEqualTo("two");
    }

    @Test
    void a_cluster_and_sentinels_are_lists_of_places() throws SettingsRefused {
        given.variable("BELFRY_REDIS_CLUSTER", "one:7000,two:7000")
                .variable("REDIS_PASSWORD", "laravel-secret");
        given.file(APP + "redis: { nodes: { enabled: true } }\n");
        assertThat(given.load().redis().servers())
                .isEqualTo(
                        new RedisServers.Cluster(
                                List.of(
                                        RedisAddress.of("redis://:laravel-secret@one:7000"),
                                        RedisAddress.of("redis://:laravel-secret@two:7000"))));
    }
}
