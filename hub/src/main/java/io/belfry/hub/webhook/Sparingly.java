package io.belfry.hub.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Counts what may happen thousands of times a second and speaks of it at most once a minute.
 *
 * <p>Thread-safe: built of atomics.
 */
final class Sparingly {
    static final Duration SILENCE = Duration.ofMinutes(1);

    private final Schedule schedule;
    private final LongConsumer speaker;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong silentUntil;

    /**
     * @param speaker told how often it has happened since it last heard
     */
    Sparingly(Schedule schedule, LongConsumer speaker) {
        this.schedule = schedule;
        this.speaker = speaker;
        this.silentUntil = new AtomicLong(schedule.nanos());
    }

    void happened() {
        count.incrementAndGet();
        long now = schedule.nanos();
        long until = silentUntil.get();
        if (now - until >= 0 && silentUntil.compareAndSet(until, now + SILENCE.toNanos())) {
            speaker.accept(count.getAndSet(0));
        }
    }
}
