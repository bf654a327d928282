package io.belfry.broadcasting.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.queue.MemoryQueueSettings.WhenFull;
import io.belfry.protocol.ChannelName;
import io.belfry.testkit.GivenLog;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

@Timeout(30)
class MemoryQueueTest {
    private static final MemoryQueueSettings QUICK =
            MemoryQueueSettings.defaults()
                    .withPauses(
                            new Pauses(Duration.ofMillis(1), Duration.ofMillis(2)),
                            Duration.ofMinutes(1));

    /** A server that takes one event for each permit, and can be away. */
    private static final class Server implements Driver {
        private final Semaphore permits = new Semaphore(0);
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private volatile @Nullable BroadcastFailed trouble;

        @Override
        public void send(Publication publication) {
            asked.add(publication.name());
            permits.acquireUninterruptibly();
            BroadcastFailed current = trouble;
            if (current != null) {
                refused.add(publication.name());
                throw current;
            }
            taken.add(publication.name());
        }
    }

    private static Publication named(String name) {
        return Publication.of(name, "{}", List.of(new ChannelName("news")), null);
    }

    // check 135
    @Test
    void events_are_sent_in_their_order_and_nobody_waits_for_the_server() throws Exception {
        Server server = new Server();
        try (MemoryQueue queue = new MemoryQueue(Map.of("main", server), QUICK)) {
            for (int i = 0; i < 100; i++) {
                queue.add("main", named("e" + i));
            }
            assertThat(server.asked.take()).isEqualTo("e0");
            assertThat(server.taken).isEmpty();
            server.permits.release(100);
        }
        assertThat(server.taken).hasSize(100).startsWith("e0", "e1").endsWith("e98", "e99");
    }

    @Test
    void what_fails_for_now_is_tried_again_before_what_is_behind_it() throws Exception {
        Server server = new Server();
        server.trouble = BroadcastFailed.forNow("503", null);
        try (MemoryQueue queue = new MemoryQueue(Map.of("main", server), QUICK)) {
            queue.add("main", named("first"));
            queue.add("main", named("second"));
            server.permits.release(3);
            for (int i = 0; i < 4; i++) {
                assertThat(server.asked.take()).isEqualTo("first");
            }
            server.trouble = null;
            server.permits.release(2);
        }
        assertThat(server.taken).containsExactly("first", "second");
    }

    @Test
    void what_fails_for_good_is_given_up_and_the_log_says_so() {
        Server server = new Server();
        server.permits.release(2);
        Driver refusing =
                publication -> {
                    if (publication.name().equals("bad")) {
                        throw BroadcastFailed.forGood("400", null);
                    }
                    server.send(publication);
                };
        try (GivenLog log = GivenLog.of(MemoryQueue.class)) {
            try (MemoryQueue queue = new MemoryQueue(Map.of("main", refusing), QUICK)) {
                queue.add("main", named("bad"));
                queue.add("main", named("good"));
            }
            assertThat(server.taken).containsExactly("good");
            assertThat(log.lines())
                    .containsExactly("ERROR The event bad on [news] is given up: 400");
        }
    }

    @Test
    void a_full_queue_gives_up_the_oldest_and_says_so_once() throws Exception {
        Server server = new Server();
        MemoryQueueSettings small = QUICK.withCapacity(2, WhenFull.DROP_OLDEST);
        try (GivenLog log = GivenLog.of(MemoryQueue.class)) {
            try (MemoryQueue queue = new MemoryQueue(Map.of("main", server), small)) {
                queue.add("main", named("sending"));
                server.asked.take();
                for (String name : List.of("a", "b", "c", "d")) {
                    queue.add("main", named(name));
                }
                server.permits.release(3);
            }
            assertThat(server.taken).containsExactly("sending", "c", "d");
            assertThat(log.lines())
                    .containsExactly(
                            "WARN The queue of connection main is full: 2 events wait. The oldest"
                                    + " are given up.",
                            "WARN The queue of connection main is empty again; 2 events were given"
                                    + " up.");
        }
    }

    @Test
    void a_full_queue_refuses_when_it_is_told_to() throws Exception {
        Server server = new Server();
        MemoryQueueSettings small = QUICK.withCapacity(1, WhenFull.REFUSE);
        try (MemoryQueue queue = new MemoryQueue(Map.of("main", server), small)) {
            queue.add("main", named("sending"));
            server.asked.take();
            queue.add("main", named("waiting"));
            assertThatExceptionOfType(QueueFull.class)
                    .isThrownBy(() -> queue.add("main", named("too many")))
                    .withMessage(
                            "the queue of connection main is full: 1 events wait, which is its"
                                    + " capacity");
            server.permits.release(2);
        }
        assertThat(server.taken).containsExactly("sending", "waiting");
    }

    @Test
    void a_server_that_is_away_holds_up_nothing_for_another() throws Exception {
        Server away = new Server();
        Server there = new Server();
        try (MemoryQueue queue = new MemoryQueue(Map.of("away", away, "there", there), QUICK)) {
            queue.add("away", named("a"));
            queue.add("there", named("b"));
            there.permits.release();
            assertThat(there.asked.take()).isEqualTo("b");
            away.permits.release();
        }
        assertThat(there.taken).containsExactly("b");
    }

    @Test
    void a_closed_queue_takes_nothing_and_an_unknown_connection_is_named() {
        MemoryQueue queue = new MemoryQueue(Map.of("main", new Server()), QUICK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.add("other", named("a")))
                .withMessage("there is no connection other");
        queue.close();
        assertThatIllegalStateException().isThrownBy(() -> queue.add("main", named("a")));
    }

    @Test
    void closing_waits_for_its_grace_and_says_what_was_left() {
        Server server = new Server();
        MemoryQueueSettings impatient =
                new MemoryQueueSettings(
                        10,
                        WhenFull.REFUSE,
                        new Pauses(Duration.ofHours(1), Duration.ofHours(1)),
                        Duration.ofHours(2),
                        Duration.ofMillis(1));
        server.trouble = BroadcastFailed.forNow("503", null);
        server.permits.release(2);
        try (GivenLog log = GivenLog.of(MemoryQueue.class)) {
            try (MemoryQueue queue = new MemoryQueue(Map.of("main", server), impatient)) {
                queue.add("main", named("trying"));
                queue.add("main", named("waiting"));
            }
            assertThat(log.lines())
                    .containsExactly("WARN Connection main was closed with 2 events unsent.");
        }
    }

    @Test
    void closing_tries_once_more_what_was_waiting_for_its_next_try() throws Exception {
        Server server = new Server();
        server.trouble = BroadcastFailed.forNow("503", null);
        Duration anHour = Duration.ofHours(1);
        MemoryQueueSettings patient =
                QUICK.withPauses(new Pauses(anHour, anHour), anHour.multipliedBy(2));
        try (MemoryQueue queue = new MemoryQueue(Map.of("main", server), patient)) {
            queue.add("main", named("late"));
            server.permits.release();
            assertThat(server.refused.take()).isEqualTo("late");
            server.permits.release(2);
            server.trouble = null;
        }
        assertThat(server.taken).containsExactly("late");
    }

    @Test
    void whatever_a_driver_throws_the_next_events_are_sent() {
        Server server = new Server();
        server.permits.release();
        Driver broken =
                publication -> {
                    if (publication.name().equals("bad")) {
                        throw new NoClassDefFoundError("something");
                    }
                    server.send(publication);
                };
        try (MemoryQueue queue = new MemoryQueue(Map.of("main", broken), QUICK)) {
            queue.add("main", named("bad"));
            queue.add("main", named("good"));
        }
        assertThat(server.taken).containsExactly("good");
    }
}
