package io.belfry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.protocol.RedisAddress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class RedisSettingsTest {
    private static RedisSettings settings(
            @Nullable String url, String host, int port, int database) {
        return settings(url, host, port, database, List.of(), SentinelSettings.defaults());
    }

    private static RedisSettings settings(
            @Nullable String url,
            String host,
            int port,
            int database,
            List<String> cluster,
            SentinelSettings sentinel) {
        return new RedisSettings(
                url,
                host,
                port,
                "ada",
                "secret",
                database,
                cluster,
                sentinel,
                FeedSettings.defaults(),
                NodesSettings.defaults());
    }

    @Test
    void the_url_goes_before_its_parts() {
        assertThat(settings("rediss://:other@far:7000/2", "near", 6379, 0).servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("rediss://:other@far:7000/2")));
        assertThat(settings(null, "near", 6380, 1).servers())
                .isEqualTo(RedisServers.of(RedisAddress.of("redis://ada:secret@near:6380/1")));
    }

    @Test
    void servers_of_a_cluster_are_asked_like_the_one_of_the_url() {
        RedisSettings settings =
                settings(
                        "rediss://bob:hidden@far",
                        "near",
                        6379,
                        0,
                        List.of("one:7000", "[::1]:7001"),
                        SentinelSettings.defaults());

        assertThat(settings.servers())
                .isEqualTo(
                        new RedisServers.Cluster(
                                List.of(
                                        RedisAddress.of("rediss://bob:hidden@one:7000"),
                                        RedisAddress.of("rediss://bob:hidden@[::1]:7001"))));
        assertThat(settings.toString()).contains("rediss://one:7000").doesNotContain("hidden");
    }

    @Test
    void sentinels_have_a_password_of_their_own() {
        SentinelSettings sentinel =
                new SentinelSettings(List.of("watch:26379"), "bells", null, "other");
        RedisSettings settings = settings(null, "near", 6379, 2, List.of(), sentinel);

        assertThat(settings.servers())
                .isEqualTo(
                        new RedisServers.Sentinels(
                                "bells",
                                List.of(RedisAddress.of("redis://:other@watch:26379")),
                                RedisAddress.of("redis://ada:secret@near:6379/2")));
        assertThat(settings.toString() + sentinel).doesNotContain("other", "secret");
    }

    @Test
    void what_is_wrong_with_clusters_and_sentinels_is_named() {
        SentinelSettings none = SentinelSettings.defaults();
        SentinelSettings one = new SentinelSettings(List.of("watch:26379"), "bells", null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 1, 0, List.of("one"), none))
                .withMessage("cluster: 'one' is no host and port such as 10.0.0.7:6379");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 1, 0, List.of("one:0"), none))
                .withMessageStartingWith("cluster: port must be from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 1, 1, List.of("one:7000"), none))
                .withMessageContaining("database 0 only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 1, 0, List.of("one:7000"), one))
                .withMessageStartingWith("cluster and sentinel.servers exclude each other");
        SentinelSettings nameless = new SentinelSettings(List.of("watch:26379"), " ", null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 1, 0, List.of(), nameless))
                .withMessageContaining("must have a name");
    }

    @Test
    void what_is_out_of_range_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 0, 0))
                .withMessageStartingWith("port must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "near", 1, -1))
                .withMessageStartingWith("database must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "redis://near", 1, 0))
                .withMessageStartingWith("host must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("http://ada:secret@near", "near", 1, 0))
                .withMessageStartingWith("url is no address")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        Duration lease = Duration.ofSeconds(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodesSettings(true, "x".repeat(101), lease, 0))
                .withMessage("prefix must have from 1 to 100 characters, not 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodesSettings(true, "", lease, 0))
                .withMessageStartingWith("prefix must have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodesSettings(true, "a{b", lease, 0))
                .withMessageStartingWith("prefix must be a text without braces");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodesSettings(true, "a", Duration.ofHours(1), 0))
                .withMessage("lease must be from 2 s to 300 s, not 3600 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodesSettings(true, "a", lease, -5))
                .withMessage("backlog_bytes must be from 0 to 1073741824 bytes, not -5");
    }

    @Test
    void the_text_of_settings_has_no_credentials() {
        assertThat(settings("redis://bob:hidden@far", "near", 1, 0).toString())
                .contains("redis://far:6379")
                .doesNotContain("hidden", "bob", "secret", "ada");
    }
}
