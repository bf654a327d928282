package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class ThrottleTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private int passing(Throttle throttle, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            passed += throttle.passes() ? 1 : 0;
        }
        return passed;
    }

    @Test
    void so_many_pass_at_once_and_as_many_again_in_each_period() {
        Throttle throttle = new Throttle(4, Duration.ofSeconds(1), now::get);

        assertThat(passing(throttle, 10)).isEqualTo(4);
        now.addAndGet(Duration.ofMillis(249).toNanos());
        assertThat(passing(throttle, 10)).isZero();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(passing(throttle, 10)).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(passing(throttle, 10)).isEqualTo(4);
    }

    @Test
    void one_that_lets_through_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Throttle(0, Duration.ofSeconds(1), now::get));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Throttle(1, Duration.ZERO, now::get));
    }
}
