package io.belfry.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.PresenceSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.TlsSettings;
import io.belfry.load.report.Figure;
import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.Target;
import io.belfry.testkit.GivenCertificate;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.NoLeaks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Every scenario, shortly, against a hub that does what it should. */
@ExtendWith(NoLeaks.class)
class ScenariosTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration WARM_UP = Duration.ofMillis(300);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace CLOSED = new Pace.InFlight(4);
    private static final Pace OPEN = new Pace.Rate(100);

    @RegisterExtension
    static final GivenHub given =
            GivenHub.withApp(app ->
                    app.clientEventsPerSecond(1_000_000)
                            .pingInterval(Duration.ofSeconds(1))
                            .pongTimeout(Duration.ofSeconds(1)));

    private static GivenRun run(Scenario scenario) throws Exception {
        GivenRun run = GivenRun.of(GivenRun.target(given), scenario);
        expectComplete(run, scenario);
        return run;
    }

    private static void expectComplete(GivenRun run, Scenario scenario) {
        assertThat(run.report().partial()).isNull();
        assertThat(run.report().scenario()).isEqualTo(scenario.name());
        assertThat(run.report().settings()).isEqualTo(scenario.settings());
        assertThat(run.report().toString()).doesNotContain("belfry-secret");
    }

    private static void expectNothingWrong(GivenRun run) {
        assertThat(run.figure("lost")).isZero();
        assertThat(run.figure("duplicates")).isZero();
        assertThat(run.figure("reordered")).isZero();
        assertThat(run.figure("astray")).isZero();
        assertThat(run.figure("connections_failed")).isZero();
        assertThat(run.figure("connections_lost")).isZero();
    }

    static Stream<Scenario> fanouts() {
        return Stream.of(
                new Fanout(10, 1, 40, CLOSED, WARM_UP, SECOND),
                new Fanout(10, 3, 2000, CLOSED, WARM_UP, SECOND),
                new Fanout(10, 1, 128, OPEN, WARM_UP, SECOND),
                new Fanout(10, 3, 128, OPEN, NONE, SECOND));
    }

    @ParameterizedTest
    @MethodSource("fanouts")
    void fanout_delivers_to_every_subscriber_of_a_channel(Fanout scenario) throws Exception {
        GivenRun run = run(scenario);

        expectNothingWrong(run);
        assertThat(run.figure("connections")).isEqualTo(10);
        assertThat(run.figure("refused")).isZero();
        assertThat(run.figure("published")).isGreaterThan(5);
        assertThat(run.figure("delivered_per_second")).isGreaterThan(10);
        assertThat(run.distribution("delivery").count()).isGreaterThan(10);
        assertThat(run.distribution("delivery").max()).isLessThan(10_000);
        assertThat(run.distribution("connect").count()).isEqualTo(10);
    }

    @Test
    void an_open_loop_sends_as_many_as_it_should() throws Exception {
        run(new Fanout(10, 1, 128, OPEN, NONE, SECOND));
        GivenRun run = run(new Fanout(10, 1, 128, OPEN, NONE, SECOND));

        assertThat(run.figure("published")).isBetween(50.0, 120.0);
        // Each of ten gets all of a second; some of the last are due in it and arrive after it.
        assertThat(run.distribution("delivery").count()).isBetween(500L, 1200L);
        assertThat(run.distribution("delivery").count() % 10).isZero();
        assertThat(run.figure("delivered")).isBetween(400.0, 1200.0);
    }

    @Test
    void the_warm_up_is_seen_and_not_counted() throws Exception {
        GivenRun run = run(new Fanout(10, 1, 128, OPEN, Duration.ofMillis(1300), SECOND));

        assertThat(run.figure("published")).isGreaterThan(100);
        assertThat(run.distribution("delivery").count()).isLessThan(1200);
        assertThat(run.progress().getFirst())
                .matches("10 connections, [0-9,]+ delivered, p99 [0-9.]+ ms");
        assertThat(run.series("published").getFirst()).isPositive();
        assertThat(run.series("delivery_p99").getFirst()).isPositive();
    }

    @Test
    void nothing_is_told_as_no_number_before_there_is_one() throws Exception {
        GivenRun run =
                run(new Fanout(2, 1, 128, new Pace.Rate(0.5), NONE, Duration.ofMillis(3500)));

        assertThat(run.progress())
                .hasSizeGreaterThanOrEqualTo(2)
                .noneMatch(line -> line.contains("NaN"))
                .anyMatch(line -> line.endsWith("p99 -"));
    }

    static Stream<Pace> paces() {
        return Stream.of(CLOSED, OPEN);
    }

    @ParameterizedTest
    @MethodSource("paces")
    void client_events_reach_the_other_of_each_pair(Pace pace) throws Exception {
        GivenRun run = run(new ClientEvents(3, 64, pace, WARM_UP, SECOND));

        expectNothingWrong(run);
        assertThat(run.figure("connections")).isEqualTo(6);
        assertThat(run.figure("delivered")).isGreaterThan(5);
        assertThat(run.distribution("delivery").count()).isGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("paces")
    void publish_measures_the_api_alone(Pace pace) throws Exception {
        GivenRun run = run(new Publish(128, pace, WARM_UP, SECOND));

        assertThat(run.figure("refused")).isZero();
        assertThat(run.figure("published_per_second")).isBetween(10.0, 100_000.0);
        assertThat(run.distribution("api").count()).isGreaterThan(10);
        assertThat(run.progress().getFirst()).matches("[0-9,]+ published, p99 [0-9.]+ ms");
    }

    @Test
    void only_the_thread_that_measures_counts_as_the_tester() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Runnable spinning =
                () -> {
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                };
        Thread.ofPlatform().daemon().start(spinning);
        Thread.ofPlatform().daemon().start(spinning);
        try {
            GivenRun run = run(new Publish(128, new Pace.Rate(10), WARM_UP, SECOND));

            assertThat(run.figure("tester_cpu")).isBetween(0.000_1, 0.4);
            assertThat(run.series("tester_cpu")).allMatch(each -> each < 0.8);
        } finally {
            over.set(true);
        }
    }

    @Test
    void presence_is_seen_by_all_members() throws Exception {
        GivenRun run = run(new Presence(5, 20, Duration.ofMillis(200), WARM_UP, SECOND));

        assertThat(run.figure("lost")).isZero();
        assertThat(run.figure("wrong")).isZero();
        assertThat(run.figure("visitors_failed")).isZero();
        assertThat(run.figure("visitors_lost")).isZero();
        assertThat(run.figure("connections")).isEqualTo(5);
        assertThat(run.figure("visitors_per_second")).isBetween(15.0, 22.0);
        assertThat(run.distribution("member_added").count() % 5).isZero();
        assertThat(run.distribution("member_added").count())
                .isEqualTo(5 * run.distribution("visitor_connect").count());
        assertThat(run.distribution("member_removed").count()).isPositive();
        assertThat(run.distribution("member_removed").max()).isLessThan(10_000);
        assertThat(run.series("delivered")).allMatch(each -> each >= 0);
    }

    @Test
    void churn_brings_and_takes_clients_while_residents_are_published_to() throws Exception {
        GivenRun run = run(new Churn(50, Duration.ofMillis(200), 5, 100, 64, WARM_UP, SECOND));

        expectNothingWrong(run);
        assertThat(run.figure("visitors_failed")).isZero();
        assertThat(run.figure("visitors_lost")).isZero();
        assertThat(run.figure("visitors_per_second")).isBetween(40.0, 52.0);
        assertThat(run.figure("delivered")).isGreaterThan(50);
    }

    @Test
    void churn_may_leave_out_those_who_stay() throws Exception {
        GivenRun run = run(new Churn(50, Duration.ofMillis(100), 0, 0, 64, NONE, SECOND));

        assertThat(run.figure("visitors_per_second")).isBetween(40.0, 52.0);
        assertThat(run.report().settings()).containsEntry("publish-rate", "0 a second");
    }

    @ParameterizedTest
    @EnumSource
    void a_storm_ends_when_all_are_back(ChannelUse use) throws Exception {
        GivenRun run = run(new ReconnectStorm(20, 10, use, Duration.ofSeconds(20)));

        assertThat(run.figure("cut")).isEqualTo(20);
        assertThat(run.figure("back")).isEqualTo(20);
        assertThat(run.figure("retries")).isZero();
        assertThat(run.progress())
                .noneMatch(line -> line.contains(" 0 cut"))
                .last()
                .isEqualTo("20 connections, 20 cut, 20 back, 0 retries");
        assertThat(run.figure("all_back_after")).isBetween(0.0, 10.0);
        assertThat(run.distribution("return").count()).isEqualTo(20);
    }

    @Test
    void idle_connections_stay_however_often_the_hub_asks_whether_they_live() throws Exception {
        GivenRun run =
                GivenRun.of(
                        GivenRun.target(given),
                        new Idle(20, 5, 0, ChannelUse.OWN, Duration.ofMillis(2500)),
                        ProcessHandle.current().pid(),
                        test -> {});

        assertThat(run.report().partial()).isNull();
        assertThat(run.figure("connections")).isEqualTo(20);
        assertThat(run.figure("connections_lost")).isZero();
        assertThat(run.figure("connects_per_second")).isPositive();
        assertThat(run.figure("server_rss")).isGreaterThan(1 << 20);
        // Those beyond the first five.
        assertThat(run.distribution("connect").count()).isEqualTo(15);
    }

    private static GivenRun idleWithItsMemory(int connections, int base) throws Exception {
        Scenario scenario = new Idle(connections, base, 0, ChannelUse.NONE, NONE);
        return GivenRun.of(
                GivenRun.target(given), scenario, ProcessHandle.current().pid(), test -> {});
    }

    @Test
    void what_few_connections_cost_is_not_told_as_it_would_be_noise() throws Exception {
        GivenRun run = idleWithItsMemory(20, 2_000);

        assertThat(run.report().figures())
                .extracting(Figure::key)
                .contains("server_rss")
                .doesNotContain("rss_per_connection");
        assertThat(run.report().remarks())
                .contains(
                        "The base is 10 connections, half of all, and not 2,000.",
                        "What a connection costs is not told: it takes 1,000 beyond the first 10 to"
                                + " see that over what a server's memory moves by itself.");
    }

    @Test
    void what_a_thousand_connections_beyond_the_base_cost_is_told() throws Exception {
        GivenRun run = idleWithItsMemory(1_005, 5);

        assertThat(run.report().figures())
                .filteredOn(each -> each.key().equals("rss_per_connection"))
                .extracting(Figure::label)
                .containsExactly("server memory for each connection beyond the first 5");
        assertThat(run.report().remarks()).isEmpty();
    }

    @Test
    void connections_come_at_the_rate_that_is_asked_for() throws Exception {
        GivenRun run = run(new Idle(40, 0, 40, ChannelUse.NONE, NONE));

        assertThat(run.figure("connections")).isEqualTo(40);
        assertThat(run.figure("connects_per_second")).isBetween(10.0, 42.0);
    }

    @Test
    void a_hub_behind_a_path_is_loaded_there() throws Exception {
        ServerSettings server =
                ServerSettings.builder().host("127.0.0.1").port(0).path("/real/time").build();
        try (GivenHub hub =
                GivenHub.with(
                        GivenHub.settings(GivenHub.anApp().build()).toBuilder()
                                .server(server)
                                .build())) {
            Scenario scenario = new Fanout(4, 1, 64, CLOSED, NONE, SECOND);
            GivenRun run = GivenRun.of(GivenRun.target(hub, "http", "/real/time/"), scenario);

            expectComplete(run, scenario);
            expectNothingWrong(run);
        }
    }

    @Test
    void a_hub_with_tls_is_loaded_through_it(@TempDir Path folder) throws Exception {
        TlsSettings tls = GivenCertificate.in(folder);
        try (GivenHub hub =
                GivenHub.with(
                        GivenHub.settings(GivenHub.anApp().build()).toBuilder().tls(tls).build())) {
            Target plain = GivenRun.target(hub, "https", "");
            Target target =
                    new Target(
                            plain.webSockets(),
                            plain.api(),
                            plain.appId(),
                            plain.key(),
                            tls.certificate());
            Scenario fanout = new Fanout(4, 2, 64, CLOSED, NONE, SECOND);
            GivenRun run = GivenRun.of(target, fanout);
            expectComplete(run, fanout);
            expectNothingWrong(run);

            Scenario churn = new Churn(30, Duration.ofMillis(100), 0, 0, 64, NONE, SECOND);
            assertThat(GivenRun.of(target, churn).figure("visitors_failed")).isZero();
        }
    }

    @Test
    void a_rate_limit_of_the_hub_is_named_and_loses_nobody() throws Exception {
        try (GivenHub hub = GivenHub.withApp(app -> app.clientEventsPerSecond(1))) {
            GivenRun run =
                    GivenRun.of(
                            GivenRun.target(hub),
                            new ClientEvents(1, 64, new Pace.Rate(50), NONE, SECOND));

            assertThat(run.report().partial()).isNull();
            assertThat(run.figure("connections_lost")).isZero();
            assertThat(run.figure("refused")).isPositive();
            assertThat(run.figure("lost")).isZero();
            assertThat(run.report().remarks())
                    .anyMatch(each -> each.contains("the server said 4301: "))
                    .anyMatch(each -> each.contains("client_events_per_second"));
        }
    }

    @ParameterizedTest
    @MethodSource("paces")
    void senders_who_are_cut_off_for_what_they_send_end_the_run_and_what_they_sent_is_lost(
            Pace pace) throws Exception {
        Scenario scenario = new ClientEvents(2, 20_000, pace, NONE, Duration.ofMinutes(5));

        // One that asks nobody every second whether they live: who is slow to say so is lost too.
        try (GivenHub hub = GivenHub.withApp(app -> app.clientEventsPerSecond(1_000_000))) {
            GivenRun run = GivenRun.of(GivenRun.target(hub), scenario);

            assertThat(run.report().partial())
                    .startsWith(
                            "no pair had both of its clients any more; the last connection was"
                                    + " lost: the server closed with 1009");
            assertThat(run.figure("connections")).isEqualTo(2);
            assertThat(run.figure("connections_lost")).isEqualTo(2);
            assertThat(run.figure("delivered")).isZero();
            assertThat(run.figure("lost")).isGreaterThanOrEqualTo(2);
            assertThat(run.report().took()).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_closed_loop_goes_on_when_the_hub_has_refused_one() throws Exception {
        try (GivenHub hub = GivenHub.withApp(app -> app.clientEventsPerSecond(10))) {
            GivenRun run =
                    GivenRun.of(
                            GivenRun.target(hub),
                            new ClientEvents(
                                    2, 64, new Pace.InFlight(1), SECOND, SECOND.multipliedBy(2)));

            assertThat(run.report().partial()).isNull();
            assertThat(run.figure("refused")).isGreaterThanOrEqualTo(4);
            assertThat(run.figure("lost")).isZero();
            // After the burst of the warm-up only who has paused and goes on gets anything through.
            assertThat(run.figure("delivered")).isBetween(10.0, 60.0);
        }
    }

    @Test
    void a_member_too_many_is_told() throws Exception {
        try (GivenHub hub =
                GivenHub.withApp(
                        app -> app.presence(PresenceSettings.builder().maxMembers(3).build()))) {
            GivenRun run =
                    GivenRun.of(
                            GivenRun.target(hub),
                            new Presence(5, 1, Duration.ofMillis(100), NONE, SECOND));

            assertThat(run.figure("connections")).isEqualTo(3);
            assertThat(run.figure("connections_failed")).isEqualTo(2);
            assertThat(run.report().remarks())
                    .anyMatch(each -> each.startsWith("2 of 5 connections failed, the last one"));
        }
    }
}
