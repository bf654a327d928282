package io.belfry.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SparinglyTest {

    @Test
    void what_happens_all_the_time_is_spoken_of_once_a_minute_with_its_count() {
        List<Long> spoken = new ArrayList<>();
        try (MovableTime time = new MovableTime()) {
            Sparingly drops = new Sparingly(time, spoken::add);

            drops.happened();
            drops.happened();
            time.passes(Duration.ofMillis(59_999));
            drops.happened();
            assertThat(spoken).containsExactly(1L);

            time.passes(Duration.ofMillis(1));
            drops.happened();
            drops.happened();
            assertThat(spoken).containsExactly(1L, 3L);
        }
    }
}
