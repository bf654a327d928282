package io.belfry.example.clinic.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.hub.Hub;
import io.belfry.spring.BelfryProperties;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.util.Map;

/** Where pages are told that the hub is, when it is elsewhere. */
class LiveAddressTest {

    @ParameterizedTest
    @CsvSource({
        "pusher, http://localhost:8080, localhost, 8080, false",
        "reverb, https://hub.example, hub.example, 443, true",
        "redis, http://10.0.0.1, 10.0.0.1, 80, false",
    })
    void pages_find_the_hub_where_it_is(
            String driver, String url, String host, int port, boolean secure) {
        assertThat(address(driver, url).hub())
                .isEqualTo(new LiveAddress.Hub("clinic-key", host, port, secure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "null"})
    void nothing_is_live_without_one(String driver) {
        assertThat(address(driver, "").hub()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redis://localhost:6379", "localhost:8080", "http:///"})
    void a_start_that_does_not_say_where_it_is_ends_with_a_sentence(String url) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> address("redis", url))
                .satisfies(e -> assertThat(e.getName()).isEqualTo("clinic.hub-url"))
                .satisfies(e -> assertThat(e.getReason()).startsWith("It must say where pages"));
    }

    private static LiveAddress address(String driver, String url) {
        Map<String, String> properties =
                Map.of("belfry.driver", driver, "belfry.app.key", "clinic-key");
        BelfryProperties belfry =
                new Binder(new MapConfigurationPropertySource(properties))
                        .bindOrCreate("belfry", BelfryProperties.class);
        return new LiveAddress(
                belfry, new StaticListableBeanFactory().getBeanProvider(Hub.class), url);
    }
}
