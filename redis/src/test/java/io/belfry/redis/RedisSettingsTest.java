package io.belfry.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.protocol.RedisAddress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {
    private static RedisSettings settings(
            @Nullable String url, String host, int port, int database) {
        return new RedisSettings(
                url,
                host,
                port,
                "ada",
                "secret",
                database,
                FeedSettings.defaults(),
                NodesSettings.defaults());
    }

    @Test
    void the_url_goes_before_its_parts() {
        assertThat(settings("rediss://:other@far:7000/2", "near", 6379, 0).address())
                .isEqualTo(RedisAddress.of("rediss://:other@far:7000/2"));
        assertThat(settings(null, "near", 6380, 1).address())
                .isEqualTo(RedisAddress.of("redis://ada:secret@near:6380/1"));
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
    }

    @Test
    void the_text_of_settings_has_no_credentials() {
        assertThat(settings("redis://bob:hidden@far", "near", 1, 0).toString())
                .contains("redis://far:6379")
                .doesNotContain("hidden", "bob", "secret", "ada");
    }
}
