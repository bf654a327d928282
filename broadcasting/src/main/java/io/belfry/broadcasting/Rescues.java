package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.queue.QueueFull;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What failed and was none of its caller's concern, for the log. A server that is away, and a queue
 * that is full, is told in a line every now and then, however much was to be broadcast meanwhile,
 * with its stack trace at level DEBUG; whatever else failed is told each time, with its stack
 * trace. Thread-safe.
 */
final class Rescues {
    private static final Logger LOG = LoggerFactory.getLogger(Rescues.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Throttle words;
    private final AtomicLong untold = new AtomicLong();

    /**
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    Rescues(LongSupplier nanoTime) {
        this.words = new Throttle(1, PAUSE, nanoTime);
    }

    void tell(BroadcastEvent event, RuntimeException e) {
        String name = event.getClass().getName();
        if (!(e instanceof BroadcastFailed || e instanceof QueueFull)) {
            LOG.error("Broadcasting {} failed: {}", name, e.getMessage(), e);
            return;
        }
        LOG.debug("Broadcasting {} failed", name, e);
        if (!words.passes()) {
            untold.incrementAndGet();
            return;
        }
        long others = untold.getAndSet(0);
        String more = others == 0 ? "" : "; and %d more before".formatted(others);
        LOG.error("Broadcasting {} failed: {}{}", name, e.getMessage(), more);
    }
}
