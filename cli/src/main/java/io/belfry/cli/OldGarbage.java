package io.belfry.cli;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/**
 * Has old garbage collected that the JVM would let lie. SerialGC, which a JVM takes on one
 * processor, collects its old generation only when the heap's limit is reached: the process would
 * grow to half of the machine's memory while clients merely come and go (decision 9). Under any
 * other collector this does nothing. For one thread.
 */
final class OldGarbage {
    private static final String SERIAL_OLD_GENERATION = "Tenured Gen";

    /** So much may lie in any case; the launcher lets the old generation begin with more. */
    private static final long ALWAYS_FINE = 48 << 20;

    private final @Nullable MemoryPoolMXBean oldGeneration;
    private long muchBytes = ALWAYS_FINE;

    OldGarbage() {
        oldGeneration =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION))
                        .findAny()
                        .orElse(null);
    }

    /**
     * Collects when the old generation holds twice of what was alive in it the last time. Stops
     * everything meanwhile, for about two milliseconds per MiB that is alive.
     */
    void collectWhenMuch() {
        if (oldGeneration == null || oldGeneration.getUsage().getUsed() < muchBytes) {
            return;
        }
        System.gc();
        muchBytes = Math.max(2 * oldGeneration.getUsage().getUsed(), ALWAYS_FINE);
    }
}
