package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "redis://localhost,                    localhost, 6379, false, -,   -,         0",
                "redis://my_redis:7000/3,              my_redis,  7000, false, -,   -,         3",
                "rediss://cache.example.com/,          cache.example.com, 6379, true, -, -,    0",
                "redis://[::1]:6380,                   ::1,       6380, false, -,   -,         0",
                "redis://:secret@h,                    h,         6379, false, -,   secret,    0",
                "redis://ada:s%40c%C3%A9:t@h,          h,         6379, false, ada, s@cé:t,    0",
                "redis://ada:a/b#c?d@e^ f%@h:1/2,      h,         1,    false, ada, a/b#c?d@e^ f%,"
                        + " 2",
                "redis://ada:a+b@h,                    h,         6379, false, ada, a+b,       0"
            })
    void everything_may_stand_in_the_url(
            String url,
            String host,
            int port,
            boolean tls,
            String username,
            String password,
            int database) {
        assertThat(RedisAddress.of(url))
                .isEqualTo(new RedisAddress(host, port, tls, username, password, database));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:@h",
                "redis://:null@h",
                "redis://null:null@h",
                "redis://ada:null@h",
                "redis://null@h",
                "redis://@h"
            })
    void the_word_null_is_no_password(String url) {
        assertThat(RedisAddress.of(url)).isEqualTo(RedisAddress.of("h", 6379));
        assertThat(new RedisAddress("h", 6379, false, "ada", "(null)", 0))
                .isEqualTo(RedisAddress.of("h", 6379));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:6379, url is no address of a Redis",
        "http://localhost, url is no address of a Redis",
        "redis://, url is no address of a Redis",
        "redis://:pw@, url is no address of a Redis",
        "redis://:pw@a b, url is no address of a Redis",
        "redis://:pw@h:6379/x, url is no address of a Redis",
        "redis://:pw@h?timeout=5, url is no address of a Redis",
        "redis://pw@h, url has a user and no password",
        "redis://:pw@h:0, port must be from 1 to 65535",
        "redis://:pw@h:99999, port must be from 1 to 65535"
    })
    void what_is_no_address_is_refused_without_its_password(String url, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.of(url))
                .withMessageStartingWith(complaint)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:21102", "", "a b", "tls://h", "redis://h", "h:6379", "u@h"})
    void a_host_is_a_host_only(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.of(host, 6379))
                .withMessageStartingWith("host must be a name or an address");
    }

    @Test
    void its_text_has_no_credentials() {
        assertThat(RedisAddress.of("rediss://ada:secret@[::1]:7000/3"))
                .hasToString("rediss://[::1]:7000/3");
        assertThat(RedisAddress.of("redis://:secret@h")).hasToString("redis://h:6379");
    }
}
