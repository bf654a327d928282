package io.belfry.load.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class TargetTest {
    private static Target target(String webSockets, String api) {
        return new Target(
                URI.create(webSockets), URI.create(api), "4711", new AppKey("key", "secret"), null);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, 8080, localhost:8080, ''",
        "http://localhost, 80, localhost, ''",
        "http://localhost:80/, 80, localhost, ''",
        "https://ws.example.com, 443, ws.example.com, ''",
        "https://ws.example.com:8443/real/time/, 8443, ws.example.com:8443, /real/time",
        "http://[::1]:6001/app%20s, 6001, [::1]:6001, /app%20s"
    })
    void an_address_tells_port_host_header_and_prefix(
            String address, int port, String host, String prefix) {
        URI uri = URI.create(address);

        assertThat(Target.portOf(uri)).isEqualTo(port);
        assertThat(Target.hostHeader(uri)).isEqualTo(host);
        assertThat(Target.prefix(uri)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://localhost:8080", "localhost:8080", "http:/nothing", "file:///x"})
    void other_addresses_are_refused_by_name(String address) {
        assertThatThrownBy(() -> target(address, "http://localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(address + " ");
        assertThatThrownBy(() -> target("http://localhost", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(address + " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, 99_999})
    void a_port_is_from_1_to_65535(int port) {
        assertThatThrownBy(() -> target("http://localhost:" + port, "http://localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the port of http://localhost:" + port + " is not from 1 to 65535");
    }

    @Test
    void a_password_in_an_address_is_refused_and_not_shown() {
        assertThatThrownBy(() -> target("http://ada:wonder@localhost", "http://localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("wonder");
    }

    @Test
    void it_names_the_address_that_is_elsewhere() {
        assertThat(target("http://127.0.0.1", "http://192.0.2.1").foreign())
                .isEqualTo(URI.create("http://192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080, true",
        "http://localhost, http://127.5.6.7, true",
        "http://[::1], http://[::1], true",
        "http://127.0.0.1, http://192.0.2.1, false",
        "http://192.0.2.1, http://127.0.0.1, false",
        "http://nobody.invalid, http://nobody.invalid, false"
    })
    void only_this_machine_is_loopback(String webSockets, String api, boolean loopback) {
        assertThat(target(webSockets, api).isLoopback()).isEqualTo(loopback);
    }

    @Test
    void it_does_not_show_its_secret() {
        assertThat(target("http://localhost", "http://localhost").toString())
                .doesNotContain("secret");
    }
}
