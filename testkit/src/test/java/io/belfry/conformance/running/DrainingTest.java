package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.protocol.EventRequest;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawHttp;
import io.belfry.testkit.Received;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

@Execution(ExecutionMode.CONCURRENT)
class DrainingTest {
    private static final Duration AGES = Duration.ofMinutes(10);

    @AutoClose private GivenHub given;

    @Test
    @Check({17, 119})
    void a_draining_hub_reports_that_it_is_not_healthy() {
        startsDraining(50);

        assertThat(given.http().get("/up").status()).isEqualTo(503);
    }

    @Test
    @Check(17)
    void a_draining_hub_takes_no_more_clients() {
        startsDraining(50);

        var answer = given.handshake().answer();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    @Check(17)
    void a_draining_hub_serves_those_whose_turn_has_not_come() {
        List<HubClient> clients = startsDraining(200);

        given.api().publishes("news", "headline", "still here");

        assertThat(clients.stream().filter(DrainingTest::seesHeadline)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "8, 8", "2, 40"})
    @Check(17)
    void clients_are_asked_to_reconnect_spread_over_the_grace(int eventLoops, int count)
            throws Exception {
        Duration grace = Duration.ofSeconds(2);
        List<HubClient> clients = givenClients(count, grace, eventLoops);
        List<CompletableFuture<Long>> times =
                clients.stream().map(DrainingTest::inBackground).toList();
        long start = System.nanoTime();

        Future<?> drained = given.hub().drain();
        long[] ends = times.stream().mapToLong(CompletableFuture::join).sorted().toArray();

        assertThat(Duration.ofNanos(ends[count / 2] - start)).isGreaterThan(grace.dividedBy(4));
        assertThat(Duration.ofNanos(ends[count - 1] - start))
                .isGreaterThan(grace.dividedBy(2))
                .isLessThan(grace.plus(grace.dividedBy(2)));
        drained.get(10, SECONDS);
    }

    @Test
    @Check(17)
    void when_all_clients_have_gone_the_hub_closes_without_waiting_longer() throws Exception {
        List<HubClient> clients = givenClients(3, AGES);

        Future<?> drained = given.hub().drain();
        clients.forEach(HubClient::close);

        drained.get(10, SECONDS);
        assertNobodyListens();
    }

    @Test
    void a_hub_without_clients_drains_at_once() throws Exception {
        givenClients(0, AGES);

        given.hub().drain().get(10, SECONDS);

        assertNobodyListens();
    }

    @Test
    void clients_that_do_not_go_are_cut_off_after_the_grace() throws Exception {
        List<HubClient> deaf = givenClients(1, Duration.ZERO);

        given.hub().drain().get(10, SECONDS);

        deaf.getFirst().seesError(4200);
        deaf.getFirst().closedWith(4200);
        deaf.getFirst().raw().ends();
    }

    @Test
    void draining_twice_is_draining_once() throws Exception {
        givenClients(3, Duration.ZERO);

        var first = given.hub().drain();
        var second = given.hub().drain();

        first.get(10, SECONDS);
        second.get(10, SECONDS);
    }

    @Test
    @Check(17)
    void closing_cuts_a_drain_short() throws Exception {
        List<HubClient> clients = startsDraining(200);
        Future<?> drained = given.hub().drain();
        assertThat(drained.isDone()).isFalse();

        given.hub().close();

        assertThat(drained.isDone()).isTrue();
        assertNobodyListens();
        clients.forEach(DrainingTest::endsSomehow);
    }

    @RepeatedTest(3)
    void closing_cuts_the_connections_of_a_busy_event_loop() throws Exception {
        given =
                GivenHub.with(
                        Loopback.hub(Loopback.app())
                                .server(Loopback.server().eventLoops(1).build())
                                .limits(LimitSettings.builder().fanOutQueueBytes(1 << 20).build())
                                .build());
        var alone = given.client().subscribes("busy");
        var others = Stream.generate(given::client).limit(20).toList();
        CountDownLatch underWay = new CountDownLatch(10_000);
        Thread publisher = Thread.ofVirtual().start(() -> publishesPast(alone, "busy", underWay));
        underWay.await();

        given.hub().close();

        publisher.interrupt();
        endsSomehow(alone);
        others.forEach(DrainingTest::endsSomehow);
    }

    @Test
    void closing_at_once_says_goodbye() throws Exception {
        HubClient client = givenClients(1, AGES).getFirst();

        given.hub().close();

        assertThat(client.closedWith(1001).reason()).isEqualTo("Server is going away");
        client.raw().ends();
    }

    @Test
    void nothing_is_published_by_a_hub_that_is_closed() throws Exception {
        givenClients(0, AGES);
        given.hub().close();
        var event = new EventRequest("e", "d", List.of("news"), null, null);

        assertThatThrownBy(() -> given.hub().publish(given.app().id(), event))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the hub is closed");
    }

    @Test
    void closing_twice_does_no_harm() throws Exception {
        givenClients(2, AGES);

        given.hub().close();
        given.hub().close();
        given.hub().drain().get(10, SECONDS);

        assertNobodyListens();
    }

    private List<HubClient> givenClients(int count, Duration grace) {
        return givenClients(count, grace, 2);
    }

    private List<HubClient> givenClients(int count, Duration grace, int eventLoops) {
        given =
                GivenHub.with(
                        Loopback.hub(Loopback.app())
                                .server(Loopback.server().eventLoops(eventLoops).build())
                                .shutdown(ShutdownSettings.builder().grace(grace).build())
                                .build());
        return Stream.generate(() -> given.client().subscribes("news")).limit(count).toList();
    }

    /** So many clients that the hub is busy with sending them away for some seconds. */
    private List<HubClient> startsDraining(int count) {
        List<HubClient> clients = givenClients(count, AGES);
        CompletableFuture<?> drained = given.hub().drain();
        assertThat(drained.isDone()).isFalse();
        return clients;
    }

    private static CompletableFuture<Long> inBackground(HubClient client) {
        return CompletableFuture.supplyAsync(
                () -> isAskedToReconnect(client), Thread::startVirtualThread);
    }

    private static long isAskedToReconnect(HubClient client) {
        client.seesError(4200);
        long now = System.nanoTime();
        client.closedWith(4200);
        client.close();
        return now;
    }

    /** Whether the event came before the farewell. */
    private static boolean seesHeadline(HubClient client) {
        String event = client.sees().event();
        assertThat(event).isIn("headline", "pusher:error");
        return event.equals("headline");
    }

    /** Keeps the hub busy with events for nobody: the only subscriber is left out. */
    private void publishesPast(HubClient client, String channel, CountDownLatch underWay) {
        var event = new EventRequest("e", "d", List.of(channel), client.socketId().value(), null);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                given.hub().publish(given.app().id(), event).join();
                underWay.countDown();
            } catch (IllegalStateException | RejectedExecutionException e) {
                // The hub is congested, or closed.
                Thread.onSpinWait();
            }
        }
    }

    /** Some have been asked to reconnect before, some were cut off, be it inside a frame. */
    private static void endsSomehow(HubClient client) {
        Received next = client.raw().receives();
        while (!(next instanceof Received.End || next instanceof Received.Broken)) {
            next = client.raw().receives();
        }
    }

    /** The system may take a moment to give up a port. */
    private void assertNobodyListens() {
        await().untilAsserted(() ->
                assertThatThrownBy(() -> RawHttp.to(given.host(), given.port()))
                        .isInstanceOf(UncheckedIOException.class));
    }
}
