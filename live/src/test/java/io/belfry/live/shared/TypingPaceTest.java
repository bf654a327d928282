package io.belfry.live.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class TypingPaceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TypingPace pace = new TypingPace(Duration.ofSeconds(2), 3, nanos::get);

    private void passes(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void it_is_told_once_in_two_seconds() {
        assertThat(pace.passes("7", "a", true)).isTrue();
        passes(1_999);
        assertThat(pace.passes("7", "a", true)).isFalse();
        passes(1);
        assertThat(pace.passes("7", "a", true)).isTrue();
    }

    @Test
    void each_user_and_place_is_told_of_alone() {
        assertThat(pace.passes("7", "a", true)).isTrue();
        assertThat(pace.passes("8", "a", true)).isTrue();
        assertThat(pace.passes("7", "b", true)).isTrue();
    }

    @Test
    void the_end_is_told_at_once_and_once() {
        pace.passes("7", "a", true);
        assertThat(pace.passes("7", "a", false)).isTrue();
        assertThat(pace.passes("7", "a", false)).isFalse();
    }

    @Test
    void an_end_whose_beginning_another_process_has_told_is_told_too() {
        assertThat(pace.passes("7", "a", false)).isTrue();
        assertThat(pace.passes("7", "a", false)).isFalse();
    }

    @Test
    void beginning_and_ending_in_turn_is_no_way_out() {
        pace.passes("7", "a", true);
        pace.passes("7", "a", false);
        passes(1_000);
        assertThat(pace.passes("7", "a", true)).isFalse();
        passes(1_000);
        assertThat(pace.passes("7", "a", true)).isTrue();
    }

    @Test
    void the_oldest_are_forgotten_where_there_are_too_many() {
        for (int user = 1; user <= 4; user++) {
            assertThat(pace.passes("" + user, "a", true)).isTrue();
        }

        assertThat(pace.passes("4", "a", true)).isFalse();
        assertThat(pace.passes("1", "a", true)).as("forgotten").isTrue();
    }
}
