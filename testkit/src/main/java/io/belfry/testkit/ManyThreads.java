package io.belfry.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Does something in several threads at once, and lets none of them fail unseen. */
final class ManyThreads {
    private ManyThreads() {}

    /**
     * Returns when all threads are done.
     *
     * @param body is told the number of its thread, from zero
     */
    static void run(int threads, IntConsumer body) {
        List<Callable<Void>> bodies = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            bodies.add(() -> {
                body.accept(number);
                return null;
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Void> each : executor.invokeAll(bodies)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while threads were running", e);
        }
    }
}
