package io.belfry.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;

class WebhookHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"X-Pusher-Key", "x-pusher-signature", "Content-Type", "Connection"})
    void a_header_that_the_hub_sets_itself_is_refused(String name) {
        assertThatThrownBy(() -> with(name, "x")).hasMessage("headers must not set " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:Y", "X\r\nY"})
    void what_is_no_header_name_is_refused(String name) {
        assertThatThrownBy(() -> with(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "t0ken\r\nHost: other", "t0ken\u0007", "t0kén"})
    void what_is_no_header_value_is_refused_without_being_repeated(String value) {
        assertThatThrownBy(() -> with("X-Auth", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("headers must give X-Auth a value of visible characters");
    }

    @Test
    void an_honest_header_is_taken() {
        Map<String, String> headers = Map.of("Authorization", "Bearer a.b c=");

        assertThat(with("Authorization", "Bearer a.b c=").headers()).isEqualTo(headers);
    }

    private static WebhookSettings with(String name, String value) {
        return WebhookSettings.to(URI.create("https://example.test/hooks"))
                .headers(Map.of(name, value))
                .build();
    }
}
