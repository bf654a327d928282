package io.belfry.notifications;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.database.Database;
import io.belfry.notifications.audience.AudienceResolver;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.WorkerSettings;

import org.postgresql.ds.PGSimpleDataSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A process that works on what is in the database, and is gone at the worst moment without a word,
 * as if it was killed.
 */
final class DyingProcess {
    static final Duration CLAIM = Duration.ofSeconds(3);
    static final int USERS = 4_000;
    private static final int DEAD = 137;

    private DyingProcess() {}

    /** The database, and where it dies: {@code page} or {@code delivery}. */
    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        boolean atPage = arguments[1].equals("page");
        Notifier.builder(
                        Database.of(source),
                        Broadcaster.builder().connection("none", new NullDriver()).build())
                .settings(NotifierSettings.defaults().withWorker(worker()))
                .audiences(dyingAt(atPage ? 3 : Integer.MAX_VALUE))
                .route(new Office.Given("pigeon", delivery -> atPage ? Attempt.sent() : die()))
                .open();
        new CountDownLatch(1).await();
    }

    static WorkerSettings worker() {
        return Office.QUICK.withClaim(CLAIM);
    }

    /** Users of a role, up to some page. */
    static AudienceResolver dyingAt(int page) {
        AtomicInteger pages = new AtomicInteger();
        return (audience, after, limit) -> {
            if (pages.incrementAndGet() == page) {
                die();
            }
            int from = after == null ? 0 : Integer.parseInt(after) + 1;
            return page(from, Math.min(USERS, from + limit));
        };
    }

    private static List<String> page(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** Nothing is closed, rolled back or flushed by this process any more. */
    private static Attempt die() {
        Runtime.getRuntime().halt(DEAD);
        return Attempt.sent();
    }
}
