package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.queue.Pauses;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ends the connections of users without anybody waiting for it, and tries again for a while when a
 * server is away: one that is away for longer has lost its connections anyway.
 *
 * <p>Thread-safe.
 */
final class Disconnecting {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LAST_TRY = Duration.ofSeconds(3);
    private static final int MOST_AT_ONCE = 1_000;

    private final Map<String, Driver> connections;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final CountDownLatch closing = new CountDownLatch(1);

    Disconnecting(Map<String, Driver> connections) {
        this.connections = connections;
    }

    void disconnect(String userId) {
        connections.forEach((name, driver) -> start(name, driver, userId));
    }

    private void start(String name, Driver driver, String userId) {
        if (!places.tryAcquire()) {
            LOG.error(
                    "The connections of user {} over {} are not ended: {} users wait for that.",
                    userId,
                    name,
                    MOST_AT_ONCE);
            return;
        }
        Thread.ofVirtual()
                .name("belfry-disconnect-" + name)
                .start(() -> {
                    try {
                        insist(name, driver, userId);
                    } finally {
                        places.release();
                    }
                });
    }

    private void insist(String name, Driver driver, String userId) {
        long begun = System.nanoTime();
        for (int failures = 1; !isDone(name, driver, userId, begun); failures++) {
            try {
                // Over at once when this closes: then the next try is the last one.
                boolean unused =
                        closing.await(Pauses.USUAL.after(failures).toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Tries once; false when it is worth another try. */
    private boolean isDone(String name, Driver driver, String userId, long begun) {
        boolean isLast = closing.getCount() == 0 || System.nanoTime() - begun > PATIENCE.toNanos();
        try {
            driver.disconnect(userId);
        } catch (UnsupportedOperationException e) {
            LOG.warn("User {} stays connected over {}: {}", userId, name, e.getMessage());
        } catch (BroadcastFailed e) {
            if (e.isWorthAnotherTry() && !isLast) {
                return false;
            }
            giveUp(name, userId, e);
        } catch (RuntimeException e) {
            giveUp(name, userId, e);
        }
        return true;
    }

    private static void giveUp(String name, String userId, RuntimeException e) {
        LOG.error(
                "The connections of user {} over {} are not ended: {}",
                userId,
                name,
                e.getMessage(),
                e);
    }

    /** Each that waits has one more try, and some seconds for it; nothing is to be added then. */
    void close() {
        closing.countDown();
        try {
            if (!places.tryAcquire(MOST_AT_ONCE, LAST_TRY.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.error(
                        "The connections of some users are not ended: no server answers in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
