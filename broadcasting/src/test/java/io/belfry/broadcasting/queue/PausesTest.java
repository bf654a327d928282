package io.belfry.broadcasting.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PausesTest {
    @Test
    void each_pause_is_twice_as_long_up_to_the_longest() {
        Pauses pauses = Pauses.USUAL;
        assertThat(pauses.after(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(pauses.after(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(pauses.after(7)).isEqualTo(Duration.ofMillis(6_400));
        assertThat(pauses.after(8)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pauses.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
        assertThat(new Pauses(Duration.ofDays(1), Duration.ofDays(2)).after(100))
                .isEqualTo(Duration.ofDays(2));
    }

    @Test
    void pauses_that_are_none_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pauses(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pauses(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
