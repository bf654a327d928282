package io.belfry.hub.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.MetricsSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsDoorTest {
    private static final boolean HERE = true;
    private static final boolean ELSEWHERE = false;

    @Test
    void by_default_only_this_machine_may_read() {
        MetricsDoor door = new MetricsDoor(MetricsSettings.defaults());

        assertThat(door.letsIn(HERE, null)).isTrue();
        assertThat(door.letsIn(ELSEWHERE, null)).isFalse();
        assertThat(door.letsIn(ELSEWHERE, "Bearer null")).isFalse();
        assertThat(door.letsIn(ELSEWHERE, "Bearer ")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer t0ke", "Bearer t0ken2", "Basic t0ken", "t0ken"})
    void from_elsewhere_one_needs_the_whole_token(String authorization) {
        MetricsDoor door = new MetricsDoor(MetricsSettings.builder().token("t0ken").build());

        assertThat(door.letsIn(ELSEWHERE, authorization)).isFalse();
        assertThat(door.letsIn(ELSEWHERE, "Bearer t0ken")).isTrue();
        assertThat(door.letsIn(ELSEWHERE, "bearer t0ken")).isTrue();
    }

    @Test
    void an_open_door_lets_everybody_in() {
        MetricsDoor door = new MetricsDoor(MetricsSettings.builder().open(true).build());

        assertThat(door.letsIn(ELSEWHERE, null)).isTrue();
    }
}
