package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1234567, '1,234,567'",
        "84210.37, '84,210'",
        "-1234.5, '-1,235'",
        "99.9712, 99.97",
        "2.50, 2.5",
        "0.30000000000000004, 0.3",
        "2.9999999999999996, 3",
        "0.000123456, 0.0001235",
    })
    void a_number_has_as_many_digits_as_mean_something(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @Test
    void what_is_not_whole_is_not_rounded_to_it() {
        assertThat(Numbers.plain(99.99996)).isEqualTo("99.99");
        assertThat(Numbers.plain(100)).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000",
        "0.0456, 0.046",
        "12.345, 12.35",
        "123.45, 123.5",
        "1234.5, '1,235'",
        "NaN, -",
    })
    void the_longer_a_time_the_coarser_it_is_told(double millis, String text) {
        assertThat(Numbers.millis(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"84, 1/s, 84 /s", "1.5, µs, 1.5 µs", "7, '', 7"})
    void a_unit_follows_its_number(double value, String unit, String text) {
        assertThat(Numbers.withUnit(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 0.5 s", "PT59.9S, 59.9 s", "PT90S, 1 min 30 s", "PT49H, 49 h 0 min 0 s"})
    void times_are_told_in_the_units_of_a_clock(Duration time, String text) {
        assertThat(Numbers.duration(time)).isEqualTo(text);
    }
}
