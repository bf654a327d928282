package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.testkit.GivenLog;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What the log has of broadcasts that failed and were rescued. */
class RescuesTest {
    private final AtomicLong now = new AtomicLong(System.nanoTime());
    private final Rescues rescues = new Rescues(now::get);
    private final AnonymousEvent event = new AnonymousEvent(List.of(new PublicChannel("news")));
    private final String name = AnonymousEvent.class.getName();

    private void failsBecauseOfTheServer() {
        rescues.tell(
                event,
                BroadcastFailed.forNow("redis:6379 is away", new IllegalStateException("closed")));
    }

    @Test
    void a_server_that_is_away_is_told_in_a_line_every_ten_seconds() {
        try (GivenLog log = GivenLog.of(Rescues.class)) {
            for (int i = 0; i < 5; i++) {
                failsBecauseOfTheServer();
            }
            now.addAndGet(Duration.ofSeconds(11).toNanos());
            failsBecauseOfTheServer();
            assertThat(log.lines())
                    .containsExactly(
                            "ERROR Broadcasting %s failed: redis:6379 is away".formatted(name),
                            "ERROR Broadcasting %s failed: redis:6379 is away; and 4 more before"
                                    .formatted(name));
            assertThat(log.traces()).isZero();
        }
    }

    @Test
    void what_else_fails_is_told_each_time_with_its_stack_trace() {
        try (GivenLog log = GivenLog.of(Rescues.class)) {
            failsBecauseOfTheServer();
            rescues.tell(event, new IllegalStateException("a bug"));
            rescues.tell(event, new IllegalStateException("a bug"));
            assertThat(log.lines())
                    .hasSize(3)
                    .endsWith("ERROR Broadcasting %s failed: a bug".formatted(name));
            assertThat(log.traces()).isEqualTo(2);
        }
    }
}
