package io.belfry.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.load.report.Series;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final AtomicLong value = new AtomicLong();

    @Test
    void a_value_is_told_as_it_stands_at_each_tick() {
        timeline.watch("open", "open connections", "", value::get);
        value.set(3);
        timeline.tick();
        value.set(5);
        timeline.tick();

        Series open = timeline.series().getFirst();
        assertThat(open.key()).isEqualTo("open");
        assertThat(open.values()).containsExactly(3.0, 5.0);
    }

    @Test
    void growth_counts_from_the_tick_before() {
        value.set(1_000_000);
        timeline.watchGrowth("delivered", "delivered", "1/s", value::get);
        timeline.tick();
        value.addAndGet(10);
        timeline.tick();
        timeline.tick();

        assertThat(timeline.series().getFirst().values())
                .satisfiesExactly(
                        first -> assertThat(first).isZero(),
                        second -> assertThat(second).isPositive(),
                        third -> assertThat(third).isZero());
    }

    @Test
    void what_has_shrunk_is_no_longer_told() {
        value.set(7);
        timeline.watchGrowth("cpu", "processor use", "cores", value::get);
        value.set(0);
        timeline.tick();

        assertThat(timeline.series().getFirst().values()).containsExactly(Double.NaN);
    }
}
