package io.belfry.bench.whole;

import io.belfry.protocol.AppKey;
import io.belfry.testkit.HubClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who come and go on several nodes, before observers on all of them. Thread-safe where
 * observers and users touch it.
 */
final class PresenceOverNodes implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String ROOM = "presence-room";
    private static final int OBSERVERS = 200;

    /** So many are there at a time; a channel takes 100 members. */
    private static final int AT_ONCE = 64;

    private static final long PATIENCE_SECONDS = 300;
    private static final String ADDED = "member_added";
    private static final String REMOVED = "member_removed";

    private final List<Integer> ports;
    private final AppKey key = new AppKey(ServerProcess.KEY, ServerProcess.SECRET);
    private final List<Observer> observers = new ArrayList<>();

    /** Counts what it is told. */
    private static final class Observer {
        private final HubClient client;
        private final Map<String, Integer> came = new ConcurrentHashMap<>();
        private final Map<String, Integer> went = new ConcurrentHashMap<>();
        private final AtomicInteger told = new AtomicInteger();
        private volatile boolean closed;

        private Observer(HubClient client) {
            this.client = client;
            client.joins(ROOM, "observer");
            Thread.ofVirtual().name("observer").start(this::follow);
        }

        private void follow() {
            try {
                while (!closed) {
                    saw(client.raw().receivesText());
                }
            } catch (AssertionError e) {
                // Nothing came for a while: it is over.
                closed = true;
            }
        }

        private void saw(String message) {
            boolean added = message.contains(ADDED);
            if (!added && !message.contains(REMOVED)) {
                return;
            }
            int from = message.indexOf("user-");
            String user = message.substring(from, message.indexOf('\\', from));
            (added ? came : went).merge(user, 1, Integer::sum);
            told.incrementAndGet();
        }

        /** Whether each user was announced once, and left once. */
        private boolean isRight(int users) {
            return isRight(came, users) && isRight(went, users);
        }

        private static boolean isRight(Map<String, Integer> announced, int users) {
            return announced.size() == users
                    && announced.values().stream().allMatch(times -> times == 1);
        }
    }

    PresenceOverNodes(List<Integer> ports) {
        this.ports = ports;
        for (int i = 0; i < OBSERVERS; i++) {
            observers.add(new Observer(client(i)));
        }
    }

    private HubClient client(int number) {
        return HubClient.of(HOST, ports.get(number % ports.size()), key);
    }

    /**
     * Lets users come and go.
     *
     * @return what was seen, in words
     */
    String measure(int users) throws InterruptedException {
        long from = System.nanoTime();
        AtomicInteger refused = new AtomicInteger();
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < users; i++) {
                int number = i;
                room.acquire();
                visitors.execute(() -> {
                    try (HubClient visitor = client(number)) {
                        visitor.joins(ROOM, "user-" + number);
                    } catch (RuntimeException | AssertionError e) {
                        refused.incrementAndGet();
                    } finally {
                        room.release();
                    }
                });
            }
        }
        double took = (System.nanoTime() - from) / 1e9;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!observers.stream().allMatch(each -> each.isRight(users))
                && observers.stream().anyMatch(each -> !each.closed)
                && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double heard = (System.nanoTime() - from) / 1e9;
        long right = observers.stream().filter(each -> each.isRight(users)).count();
        long told = observers.stream().mapToLong(each -> each.told.get()).sum();
        return String.format(
                Locale.ROOT,
                "%,d users came to %d nodes and went, %d refused, in %.1f s (%.0f joins a second)."
                    + " %d of %d observers were told of each of them exactly once, and that each"
                    + " has gone: %,d messages, the last %.1f s after the first user came.",
                users,
                ports.size(),
                refused.get(),
                took,
                users / took,
                right,
                OBSERVERS,
                told,
                heard);
    }

    @Override
    public void close() {
        observers.forEach(each -> {
            each.closed = true;
            each.client.close();
        });
    }
}
