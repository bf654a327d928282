package io.belfry.hub.playground;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

class TrustTest {
    private final Map<String, String> headers = new TreeMap<>();

    TrustTest() {
        headers.put("host", "localhost:8080");
        headers.put("origin", "http://localhost:8080");
        headers.put("sec-fetch-site", "same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"})
    void the_own_page_on_this_machine_is_trusted(String host) {
        headers.put("host", host);
        headers.put("origin", "http://" + host);

        assertThat(isTrusted(true)).isTrue();
    }

    @Test
    void a_program_on_this_machine_is_trusted_although_it_names_no_page() {
        headers.remove("origin");
        headers.remove("sec-fetch-site");

        assertThat(isTrusted(true)).isTrue();
    }

    @Test
    void another_machine_is_not() {
        assertThat(isTrusted(false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "Via"
            })
    void what_came_through_a_proxy_is_not(String header) {
        headers.put(header.toLowerCase(Locale.ROOT), "10.0.0.7");

        assertThat(isTrusted(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example:8080",
                "localhost.example:8080",
                "127.0.0.1.example",
                "127.0.0.1@example",
                "[::1].example",
                "0.0.0.0:8080",
                "localhost:8080:1",
                ""
            })
    void a_foreign_name_for_this_machine_is_not(String host) {
        headers.put("host", host);
        headers.put("origin", "http://" + host);

        assertThat(isTrusted(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost:3000",
                "http://localhost:80800",
                "http://127.0.0.1:8080",
                "null",
                ""
            })
    void a_foreign_page_is_not(String origin) {
        headers.put("origin", origin);

        assertThat(isTrusted(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_request_that_the_browser_calls_foreign_is_not(String site) {
        headers.remove("origin");
        headers.put("sec-fetch-site", site);

        assertThat(isTrusted(true)).isFalse();
    }

    @Test
    void a_request_without_a_host_is_not() {
        headers.remove("host");
        headers.remove("origin");

        assertThat(isTrusted(true)).isFalse();
    }

    private boolean isTrusted(boolean local) {
        return Trust.deserves(
                new PlaygroundRequest(
                        "POST",
                        "/playground/auth",
                        Map.of(),
                        name -> headers.get(name.toLowerCase(Locale.ROOT)),
                        "",
                        local));
    }
}
