package io.belfry.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

class BackoffTest {
    private final RandomGenerator random = new SplittableRandom(1);

    @ParameterizedTest(name = "after {0} failures at most {1} s")
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 32", "7, 60", "8, 60", "1000, 60"})
    void the_wait_doubles_to_a_minute_and_is_never_less_than_half(int failures, int seconds) {
        Duration most = Duration.ofSeconds(seconds);

        for (int i = 0; i < 1000; i++) {
            assertThat(Backoff.after(failures, random)).isBetween(most.dividedBy(2), most);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "7"})
    void calls_that_failed_together_do_not_come_back_together(int failures) {
        assertThat(Backoff.after(failures, random)).isNotEqualTo(Backoff.after(failures, random));
    }
}
