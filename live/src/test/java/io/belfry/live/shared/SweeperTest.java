package io.belfry.live.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class SweeperTest {
    @Test
    void it_sweeps_again_and_again_whatever_goes_wrong() throws InterruptedException {
        CountDownLatch swept = new CountDownLatch(3);

        try (Sweeper sweeper =
                Sweeper.start(
                        "the test",
                        Duration.ofMillis(10),
                        () -> {
                            swept.countDown();
                            throw new IllegalStateException("the broom is broken");
                        })) {
            swept.await();
            assertThat(sweeper).isNotNull();
        }
    }

    @Test
    void as_long_as_there_is_more_it_does_not_wait() throws InterruptedException {
        CountDownLatch swept = new CountDownLatch(100);

        Sweeper sweeper =
                Sweeper.start(
                        "the test",
                        Duration.ofMillis(10),
                        () -> {
                            swept.countDown();
                            return true;
                        });
        swept.await();
        sweeper.close();
    }

    @Test
    void it_does_not_sweep_without_a_pause() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sweeper.start("the test", Duration.ZERO, () -> false))
                .withMessage("every is PT0S, must be at least 10 ms");
    }
}
