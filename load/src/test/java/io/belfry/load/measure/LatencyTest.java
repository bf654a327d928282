package io.belfry.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final long MILLI = 1_000_000;

    private final Latency latency = new Latency("delivery", "delivery");

    @Test
    void the_report_counts_only_what_was_measured() {
        latency.record(900 * MILLI, false);
        latency.record(2 * MILLI, true);
        latency.turn();
        latency.record(800 * MILLI, false);

        assertThat(latency.distribution().count()).isEqualTo(1);
        assertThat(latency.distribution().max()).isEqualTo(2, within(0.01));
    }

    @Test
    void the_last_second_counts_what_was_not_measured_too() {
        latency.record(5 * MILLI, false);
        latency.turn();

        assertThat(latency.lastHigh()).isEqualTo(5, within(0.01));
        assertThat(latency.lastHighInWords()).isEqualTo("5.0 ms");
    }

    @Test
    void a_second_without_anything_is_a_dash() {
        assertThat(latency.lastHighInWords()).isEqualTo("-");
        latency.record(MILLI, true);
        latency.turn();
        latency.turn();

        assertThat(latency.lastHighInWords()).isEqualTo("-");
        assertThat(latency.lastMedian()).isNaN();
    }

    @Test
    void what_the_running_second_has_seen_is_in_the_report() {
        latency.record(MILLI, true);
        latency.turn();
        latency.record(3 * MILLI, true);

        assertThat(latency.distribution().count()).isEqualTo(2);
        assertThat(latency.distribution().count()).isEqualTo(2);
    }

    @Test
    void hours_and_negative_times_can_be_recorded() {
        latency.record(7_200_000 * MILLI, true);
        latency.record(-5, true);

        assertThat(latency.distribution().max()).isEqualTo(7_200_000, within(7_200.0));
        assertThat(latency.distribution().count()).isEqualTo(2);
    }

    @Test
    void what_is_forgotten_is_not_in_the_report() {
        latency.record(MILLI, true);
        latency.turn();
        latency.record(MILLI, true);
        latency.reset();

        assertThat(latency.distribution().count()).isZero();
    }
}
