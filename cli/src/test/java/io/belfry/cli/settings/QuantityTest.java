package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10, 10000",
        "500ms, 500",
        "10s, 10000",
        "2m, 120000",
        "1h, 3600000",
        "7d, 604800000",
        "2 M, 120000",
        "-1s, -1000",
    })
    void times_are_seconds_unless_they_say_otherwise(String text, long millis) {
        assertThat(Quantity.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536", "64KiB, 65536", "1MiB, 1048576", "1 gib, 1073741824"})
    void sizes_are_bytes_unless_they_say_otherwise(String text, long bytes) {
        assertThat(Quantity.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "ten", "1.5s", "1w", "1 2", "+1", "9999999999999999999"})
    void anything_else_is_no_time(String text) {
        assertThatThrownBy(() -> Quantity.duration(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1kb", "1MB", "64K", "1e3"})
    void anything_else_is_no_size(String text) {
        assertThatThrownBy(() -> Quantity.bytes(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999d", "999999999999999999"})
    void a_time_beyond_all_measure_is_refused(String text) {
        assertThatThrownBy(() -> Quantity.duration(text)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "500ms", "75s", "2m", "3h", "7d"})
    void times_are_shown_as_they_can_be_written(String text) {
        assertThat(Quantity.show(Quantity.duration(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10000", "64KiB", "3MiB", "2GiB"})
    void sizes_are_shown_as_they_can_be_written(String text) {
        assertThat(Quantity.showBytes(Quantity.bytes(text))).isEqualTo(text);
    }
}
