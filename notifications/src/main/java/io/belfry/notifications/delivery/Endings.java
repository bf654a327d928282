package io.belfry.notifications.delivery;

import io.belfry.database.Database;
import io.belfry.notifications.store.DeliveryTable;
import io.belfry.notifications.store.Ending;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/**
 * Writes what came of attempts at once, and in one transaction as many as there are by then. While
 * the database is away they wait here, of which there are no more than a lane has claimed.
 *
 * <p>Thread-safe: what waits is taken by one thread only.
 */
final class Endings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private static final int AT_ONCE = 500;

    private final Database database;
    private final String route;
    private final Clock clock;
    private final IntConsumer written;
    private final Queue<Ending> waiting = new ConcurrentLinkedQueue<>();
    private final Loop loop;

    /**
     * @param written is told how many have been written
     */
    Endings(Database database, String route, Duration lookEvery, Clock clock, IntConsumer written) {
        this.database = database;
        this.route = route;
        this.clock = clock;
        this.written = written;
        this.loop = new Loop("outcomes of " + route, lookEvery, this::write);
    }

    void start() {
        loop.start();
    }

    void add(Ending ending) {
        waiting.add(ending);
        loop.wake();
    }

    /** Writes some, and answers whether there may be more that can be written. */
    private boolean write() {
        List<Ending> some = waiting.stream().limit(AT_ONCE).toList();
        if (some.isEmpty()) {
            return false;
        }
        Set<UUID> ended = database.own(handle -> DeliveryTable.end(handle, route, some));
        int done = 0;
        for (Ending each : some) {
            waiting.remove();
            if (ended.contains(each.id()) || isOver(each)) {
                done++;
            } else {
                // Somebody has locked the row: next time.
                waiting.add(each);
            }
        }
        written.accept(done);
        return done > 0;
    }

    /** Then it is for others, if it is still there at all. */
    private boolean isOver(Ending ending) {
        return !clock.instant().isBefore(ending.claimedUntil());
    }

    /** Writes what is there still. */
    @Override
    public void close() {
        loop.close();
        try {
            while (write()) {
                LOG.debug("Outcomes were written at the end.");
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "What came of {} deliveries could not be written; they are brought again when"
                            + " their claims are over: {}",
                    waiting.size(),
                    e.getMessage(),
                    e);
        }
    }
}
