package io.belfry.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.broadcasting.queue.Pauses;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenTransactions;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The outbox in real databases, before a real hub. */
@Timeout(60)
class OutboxTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final OutboxSettings QUICK =
            new OutboxSettings(
                    7,
                    Duration.ofMillis(50),
                    new Pauses(Duration.ofMillis(1), Duration.ofMillis(5)));

    private static Driver hub() {
        URI server = URI.create("http://127.0.0.1:" + given.port());
        return given.keeping(
                new PusherDriver(PusherSettings.of(server, given.app().id(), given.key())));
    }

    private static Outbox open(GivenTransactions application, Driver driver) {
        return Outbox.open(application, Map.of("main", driver), QUICK);
    }

    private static Broadcaster broadcaster(GivenTransactions application, Driver driver) {
        return Broadcaster.builder()
                .connection("main", driver)
                .transactions(application::afterCommit)
                .queue(connections -> Outbox.open(application, connections, QUICK))
                .build();
    }

    private static void tell(Broadcaster broadcaster, String name) {
        broadcaster.on(new PublicChannel("news")).as(name).send();
    }

    // check 137
    @ParameterizedTest
    @EnumSource
    void what_is_committed_arrives_and_what_is_rolled_back_never_does(GivenDatabase database)
            throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        HubClient client = given.client().subscribes("news");
        try (Broadcaster broadcaster = broadcaster(application, hub())) {
            tell(broadcaster, "outside");
            application.rollsBack(() -> tell(broadcaster, "rolled back"));
            application.commits(() -> {
                tell(broadcaster, "first");
                tell(broadcaster, "second");
            });

            client.sees("outside");
            client.sees("first");
            client.sees("second");
            client.seesNothingMore();
        }
    }

    @ParameterizedTest
    @EnumSource
    void while_the_hub_is_away_all_waits_and_then_arrives_in_order_once(GivenDatabase database)
            throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        HubClient client = given.client().subscribes("news");
        AtomicBoolean away = new AtomicBoolean(true);
        BlockingQueue<String> tried = new LinkedBlockingQueue<>();
        Driver hub = hub();
        Driver sometimesAway =
                publication -> {
                    tried.add(publication.name());
                    if (away.get()) {
                        throw BroadcastFailed.forNow("503", null);
                    }
                    hub.send(publication);
                };
        try (Outbox outbox = open(application, sometimesAway)) {
            for (int i = 0; i < 50; i++) {
                outbox.add("main", named("news", "e" + i));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(tried.take()).isEqualTo("e0");
            }
            assertThat(outbox.waiting()).isEqualTo(50);

            away.set(false);

            for (int i = 0; i < 50; i++) {
                client.sees("e" + i);
            }
            client.seesNothingMore();
        }
    }

    private static Publication named(String channel, String name) {
        return Publication.of(name, "{}", List.of(new ChannelName(channel)), null);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_whose_answer_was_lost_is_sent_again_and_told_once(GivenDatabase database)
            throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        HubClient client = given.client().subscribes("news");
        Driver hub = hub();
        List<String> sent = new ArrayList<>();
        Driver losing =
                publication -> {
                    hub.send(publication);
                    sent.add(publication.name());
                    if (sent.size() == 1) {
                        throw BroadcastFailed.forNow("the answer was lost", null);
                    }
                };
        try (Outbox outbox = open(application, losing)) {
            outbox.add("main", named("news", "first"));
            outbox.add("main", named("news", "second"));

            client.sees("first");
            client.sees("second");
            client.seesNothingMore();
        }
        assertThat(sent).containsExactly("first", "first", "second");
    }

    /** Keeps what is sent, in its order. */
    private static final class Kept implements Driver {
        private final BlockingQueue<Publication> sent = new LinkedBlockingQueue<>();

        @Override
        public void send(Publication publication) {
            if (publication.name().equals("bad")) {
                throw BroadcastFailed.forGood("400", null);
            }
            sent.add(publication);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_refused_for_good_is_kept_aside_and_holds_up_nothing(GivenDatabase database)
            throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        Kept kept = new Kept();
        try (Outbox outbox = open(application, kept)) {
            outbox.add("main", named("news", "bad"));
            outbox.add("main", named("news", "good"));

            assertThat(kept.sent.take().name()).isEqualTo("good");
            outbox.close();

            assertThat(outbox.failed()).isEqualTo(1);
            assertThat(outbox.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_processes_send_each_event_once_and_in_order(GivenDatabase database) throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        Kept kept = new Kept();
        int each = 100;
        try (Outbox one = open(application, kept);
                Outbox other = open(application, kept)) {
            List<Thread> writers = new ArrayList<>();
            for (Outbox outbox : List.of(one, other)) {
                String channel = outbox == one ? "one" : "other";
                writers.add(
                        Thread.startVirtualThread(() -> {
                            for (int i = 0; i < each; i++) {
                                outbox.add("main", named(channel, "e" + i));
                            }
                        }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            Map<String, Integer> next = new HashMap<>();
            for (int i = 0; i < 2 * each; i++) {
                Publication publication = kept.sent.take();
                String channel = publication.channels().getFirst().value();
                int number = next.merge(channel, 1, Integer::sum) - 1;
                assertThat(publication.name()).isEqualTo("e" + number);
            }
        }
        assertThat(kept.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_process_left_behind_is_sent_by_the_next(GivenDatabase database) throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        Driver away =
                publication -> {
                    throw BroadcastFailed.forNow("503", null);
                };
        Publication left =
                new Publication(
                        "left",
                        "{\"a\":1}",
                        List.of(new ChannelName("news"), new ChannelName("private-b")),
                        new SocketId("1.2"),
                        "key-1");
        try (Outbox outbox = open(application, away)) {
            outbox.add("main", left);
        }
        Kept kept = new Kept();
        try (Outbox outbox = open(application, kept)) {
            assertThat(kept.sent.take()).isEqualTo(left);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_outbox_takes_nothing_and_an_unknown_connection_is_named(GivenDatabase database)
            throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        Outbox outbox = open(application, new Kept());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outbox.add("other", named("news", "a")))
                .withMessage("there is no connection other");
        outbox.close();
        assertThatIllegalStateException().isThrownBy(() -> outbox.add("main", named("news", "a")));
        Outbox.migrate(database.emptied("outbox"));
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_cannot_be_read_holds_up_nothing(GivenDatabase database) throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        Kept kept = new Kept();
        application.own(handle ->
                handle.execute(
                        """
                        INSERT INTO belfry_outbox
                            (connection, idempotency_key, name, channels, data, created_at)
                        VALUES ('main', 'k', 'n', 'no:channel', '{}', CURRENT_TIMESTAMP)
                        """));
        try (Outbox outbox = open(application, kept)) {
            outbox.add("main", named("news", "good"));
            assertThat(kept.sent.take().name()).isEqualTo("good");
            outbox.close();
            assertThat(outbox.failed()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void processes_may_open_at_the_same_time(GivenDatabase database) throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        for (int i = 0; i < 20; i++) {
            Map<String, Driver> connections = Map.of("new" + i, new Kept());
            Callable<Outbox> open = () -> Outbox.open(application, connections, QUICK);
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                for (Future<Outbox> each : both.invokeAll(List.of(open, open))) {
                    each.get().close();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_the_outbox_cannot_take_leaves_the_transaction_of_the_application_whole(
            GivenDatabase database) throws Exception {
        GivenTransactions application = new GivenTransactions(database.emptied("outbox"));
        Kept kept = new Kept();
        Publication tooLong =
                new Publication("n", "{}", List.of(new ChannelName("news")), null, "k".repeat(100));
        try (Outbox outbox = open(application, kept)) {
            application.commits(() -> {
                outbox.add("main", named("news", "before"));
                assertThatIllegalStateException().isThrownBy(() -> outbox.add("main", tooLong));
                outbox.add("main", named("news", "after"));
            });
            assertThat(kept.sent.take().name()).isEqualTo("before");
            assertThat(kept.sent.take().name()).isEqualTo("after");
        }
    }
}
