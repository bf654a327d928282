package io.belfry.outbox;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.database.Database;
import io.belfry.outbox.OutboxTables.Waiting;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends what waits for one connection, in its order, on a thread of its own. What fails for now
 * holds up what is behind it.
 *
 * <p>Thread-safe: everything but the signals is confined to that thread.
 */
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final Duration UNTIL_NEXT_TURN = Duration.ofMillis(50);

    private final Database database;
    private final String name;
    private final Driver driver;
    private final OutboxSettings settings;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean ending;
    private int failures;

    /** What became of a batch. */
    private enum Outcome {
        /** There may be more. */
        FULL,
        /** Nothing waits. */
        EMPTY,
        /** Another process is sending. */
        NOT_OUR_TURN,
        /** The server or the database is away. */
        AWAY
    }

    Relay(Database database, String name, Driver driver, OutboxSettings settings) {
        this.database = database;
        this.name = name;
        this.driver = driver;
        this.settings = settings;
        this.thread = Thread.ofVirtual().name("belfry-outbox-" + name).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Something was written. */
    void wake() {
        signals.release();
    }

    void end() {
        ending = true;
        signals.release();
    }

    void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!ending) {
                switch (sendBatch()) {
                    case FULL -> failures = 0;
                    case EMPTY -> {
                        failures = 0;
                        await(settings.lookEvery());
                    }
                    case NOT_OUR_TURN -> await(UNTIL_NEXT_TURN);
                    case AWAY -> pause();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The outbox of connection {} was interrupted and sends no more.", name);
        }
    }

    private void await(Duration time) throws InterruptedException {
        if (signals.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
            signals.drainPermits();
        }
    }

    /** New events make no server come back sooner: only the end cuts a pause short. */
    private void pause() throws InterruptedException {
        failures++;
        long until = System.nanoTime() + settings.pauses().after(failures).toNanos();
        while (!ending && until - System.nanoTime() > 0) {
            await(Duration.ofNanos(until - System.nanoTime()));
        }
    }

    private Outcome sendBatch() {
        try {
            return database.own(this::sendBatch);
        } catch (RuntimeException | Error e) {
            // Without this thread nothing would ever be sent again.
            tell("The outbox of connection {} cannot be read: {}", e);
            return Outcome.AWAY;
        }
    }

    private Outcome sendBatch(Handle handle) {
        if (!OutboxTables.takeTurn(handle, name)) {
            return Outcome.NOT_OUR_TURN;
        }
        var batch = OutboxTables.waiting(handle, name, settings.batch());
        for (Waiting next : batch) {
            if (ending) {
                return Outcome.EMPTY;
            }
            if (!isSent(handle, next)) {
                return Outcome.AWAY;
            }
        }
        return batch.size() < settings.batch() ? Outcome.EMPTY : Outcome.FULL;
    }

    /** False when it is to be tried again. */
    private boolean isSent(Handle handle, Waiting next) {
        try {
            driver.send(next.publication());
        } catch (BroadcastFailed e) {
            if (e.isWorthAnotherTry()) {
                tell("Events wait in the outbox for connection {}: {}", e);
                return false;
            }
            giveUp(handle, next, e);
            return true;
        } catch (RuntimeException | Error e) {
            giveUp(handle, next, e);
            return true;
        }
        OutboxTables.remove(handle, next.id());
        return true;
    }

    /** Once for each time of trouble. */
    private void tell(String message, Throwable e) {
        if (failures == 0) {
            LOG.warn(message, name, e.getMessage());
        }
    }

    private static void giveUp(Handle handle, Waiting next, Throwable e) {
        LOG.error(
                "The event {} on {} is given up, and stays in belfry_outbox with id {}: {}",
                next.name(),
                next.channels(),
                next.id(),
                e.getMessage(),
                e);
        OutboxTables.giveUp(handle, next.id(), String.valueOf(e.getMessage()), Instant.now());
    }
}
