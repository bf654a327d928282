package io.belfry.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What came, in its order, kept until a test asks for it. Every wait ends: what does not come is an
 * {@link AssertionError}.
 *
 * <p>Thread-safe.
 */
final class Heard<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<T> heard = new LinkedBlockingQueue<>();

    void add(T next) {
        heard.add(next);
    }

    /** The next one, waited for. */
    T next() {
        try {
            T next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within " + PATIENCE);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    /** All that came before the first one of this kind, which is waited for and left out. */
    List<T> until(Predicate<T> fence) {
        List<T> before = new ArrayList<>();
        for (T next = next(); !fence.test(next); next = next()) {
            before.add(next);
        }
        return before;
    }
}
