package io.belfry.notifications.delivery;

import io.belfry.database.Database;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.store.Claimed;
import io.belfry.notifications.store.DeliveryTable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings what is due over one route. One thread claims, and each delivery has a thread of its own,
 * of which some work at once. So a slow route holds up none but itself, and a slow user nobody.
 *
 * <p>Thread-safe.
 */
final class Lane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final Carrier carrier;
    private final String route;
    private final WorkerSettings settings;
    private final Clock clock;
    private final Semaphore places;
    private final AtomicInteger open = new AtomicInteger();
    private final Endings endings;
    private final Loop loop;
    private volatile boolean ending;

    Lane(Database database, Route route, WorkerSettings settings, Clock clock) {
        this.database = database;
        this.route = route.name();
        this.carrier = new Carrier(route, settings, clock);
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.concurrency());
        this.endings = new Endings(database, this.route, settings.lookEvery(), clock, this::ended);
        this.loop = new Loop("deliveries over " + this.route, settings.lookEvery(), this::claim);
    }

    void start() {
        endings.start();
        loop.start();
    }

    void wake() {
        loop.wake();
    }

    /** Claims more when half of what was claimed is done. */
    private boolean claim() {
        carrier.interruptOverdue();
        int most = settings.batch() - open.get();
        if (ending || most < (settings.batch() + 1) / 2) {
            return false;
        }
        Instant now = Timestamp.now(clock);
        Instant until = now.plus(settings.claim()).truncatedTo(ChronoUnit.MILLIS);
        List<Claimed> claimed =
                database.own(handle -> DeliveryTable.claim(handle, route, now, until, most));
        open.addAndGet(claimed.size());
        claimed.forEach(
                each -> Thread.ofVirtual().name("belfry-" + route).start(() -> carry(each)));
        return claimed.size() == most;
    }

    private void carry(Claimed claimed) {
        // Nobody interrupts while it waits: only routes are interrupted.
        places.acquireUninterruptibly();
        try {
            if (!clock.instant().isBefore(claimed.claimedUntil())) {
                ended(1);
            } else {
                endings.add(ending ? carrier.leave(claimed) : carrier.carry(claimed));
            }
        } finally {
            places.release();
        }
    }

    private void ended(int some) {
        int still = open.addAndGet(-some);
        int half = settings.batch() / 2;
        if (still <= half && still + some > half) {
            loop.wake();
        }
    }

    /** Claims no more. */
    void end() {
        ending = true;
        loop.close();
    }

    /** Claims no more, waits a little for those that are working, and writes what came of them. */
    @Override
    public void close() {
        end();
        int all = settings.concurrency();
        try {
            if (places.tryAcquire(all, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                places.release(all);
            } else {
                carrier.interruptAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endings.close();
    }
}
