package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class AxisTest {
    private static String labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, '0 200 400 600 800 1,000'",
        "3, 7, 0 2 4 6 8",
        "0, 0.3, 0 0.1 0.2 0.3",
        "0, 84210, 0 20k 40k 60k 80k 100k",
        "0, 187654321, 0 50M 100M 150M 200M",
        "0, 2500000000, 0 0.5G 1G 1.5G 2G 2.5G",
        "-3, 4, -4 -2 0 2 4",
        "-3, -1, -3 -2 -1 0",
        "0, 0, 0 0.2 0.4 0.6 0.8 1",
    })
    void values_are_counted_in_round_steps_from_zero(double least, double most, String labels) {
        assertThat(labels(Axis.fromZero("", least, most))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 1",
        "3, 0 1 2 3",
        "30, 0 5 10 15 20 25 30",
        "100, 0 30 60 90",
        "3600, '0 600 1,200 1,800 2,400 3,000 3,600'",
        "1000000, 0 0.2M 0.4M 0.6M 0.8M 1M",
    })
    void time_is_counted_as_on_a_clock(int last, String labels) {
        assertThat(labels(Axis.seconds(last))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 4, 0.2 0.5 1 2 5",
        "0.06, 14.6, 0.1 1 10",
        "2, 2, 2 5",
        "0, 0, 0.001 0.002",
        "1, 100000, '1 10 100 1,000 10,000 100,000'",
    })
    void milliseconds_are_counted_by_magnitude(double least, double most, String labels) {
        assertThat(labels(Axis.millis(least, most))).isEqualTo(labels);
    }

    @Test
    void every_further_nine_is_as_long_as_the_one_before() {
        Axis axis = Axis.percentiles();

        assertThat(labels(axis)).isEqualTo("0 50 90 99 99.9 99.99");
        assertThat(axis.place(90)).isCloseTo(0.25, within(1e-9));
        assertThat(axis.place(99)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.place(99.99)).isCloseTo(1, within(1e-9));
    }

    @Test
    void what_lies_outside_is_drawn_at_the_edge() {
        assertThat(Axis.millis(1, 10).place(0)).isZero();
        assertThat(Axis.percentiles().place(100)).isEqualTo(1);
    }
}
