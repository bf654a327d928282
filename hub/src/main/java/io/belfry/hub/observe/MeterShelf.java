package io.belfry.hub.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Meters that come and go together. What is made after the shelf was cleared counts, but shows
 * nowhere: an event of an app may arrive while the app is being removed.
 *
 * <p>Thread-safe: making and clearing hold the lock of the shelf, counting needs none.
 */
final class MeterShelf {
    /** From what an idle node takes to what makes an SDK give up. */
    static final List<Duration> BUCKETS =
            List.of(
                    Duration.ofNanos(500_000),
                    Duration.ofMillis(1),
                    Duration.ofNanos(2_500_000),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(25),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(250),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5));

    private final MeterRegistry registry;
    private final Tags common;
    private final List<Meter> meters = new ArrayList<>();
    private boolean cleared;

    MeterShelf(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
    }

    Counter counter(HubMeter meter, String... labels) {
        return kept(to ->
                Counter.builder(meter.meterName())
                        .description(meter.meaning())
                        .baseUnit(meter.unit())
                        .tags(common.and(meter.tags(labels)))
                        .register(to));
    }

    <T> void counter(HubMeter meter, T source, ToDoubleFunction<T> read, String... labels) {
        kept(to ->
                FunctionCounter.builder(meter.meterName(), source, read)
                        .description(meter.meaning())
                        .baseUnit(meter.unit())
                        .tags(common.and(meter.tags(labels)))
                        .register(to));
    }

    <T> void gauge(HubMeter meter, T source, ToDoubleFunction<T> read, String... labels) {
        kept(to ->
                Gauge.builder(meter.meterName(), source, read)
                        .description(meter.meaning())
                        .baseUnit(meter.unit())
                        .tags(common.and(meter.tags(labels)))
                        .register(to));
    }

    Timer timer(HubMeter meter, String... labels) {
        return kept(to ->
                Timer.builder(meter.meterName())
                        .description(meter.meaning())
                        .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                        .tags(common.and(meter.tags(labels)))
                        .register(to));
    }

    synchronized void clear() {
        cleared = true;
        meters.forEach(registry::remove);
        meters.clear();
    }

    private synchronized <M extends Meter> M kept(Function<MeterRegistry, M> make) {
        M meter = make.apply(registry);
        if (cleared) {
            registry.remove(meter);
        } else {
            meters.add(meter);
        }
        return meter;
    }
}
