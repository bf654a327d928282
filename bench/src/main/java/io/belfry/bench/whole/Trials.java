package io.belfry.bench.whole;

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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is measured, in which order. Has no state. */
final class Trials {
    private Trials() {}

    /**
     * One row of the results.
     *
     * @param scenario as {@link #parse} reads it, and as it stands in the results
     * @param warmUp scenarios that run before, in the same processes
     * @param peers who are measured with it, one after the other, in every round
     * @param columns the figures that are told
     * @param target what it is held against; empty when there is none
     */
    record Trial(
            String scenario,
            List<String> warmUp,
            List<Peer> peers,
            List<Column> columns,
            String target) {
        /** What it is called on the page, the same in every run. */
        String heading() {
            if (scenario.contains(" rate=") && scenario.startsWith("fanout")) {
                return "fanout connections=1000 size=128, at half of the highest rate";
            }
            return warmUp.equals(CONNECTING) ? scenario + ", warm" : scenario;
        }

        /** Whether latency is measured at half of the rate that is reached here. */
        boolean isWhatHalfIsTakenOf() {
            return scenario.startsWith("fanout connections=1000 size=128 in-flight=16 ");
        }
    }

    /**
     * One figure.
     *
     * @param key as the tester writes it
     * @param label what it is called in the results
     */
    record Column(String key, String label) {}

    private static final List<Peer> ALL =
            List.of(Peer.FLOOR, Peer.HUB, Peer.WS, Peer.SOCKET_IO, Peer.STOMP);
    private static final List<Peer> JAVA = List.of(Peer.FLOOR, Peer.HUB);
    private static final List<Peer> HUB = List.of(Peer.HUB);

    private static final List<String> PUBLISHING =
            List.of("publish size=128 in-flight=16 warm-up=0 duration=8");

    /** A JVM has compiled what connecting needs after some 30,000 connections. */
    private static final List<String> CONNECTING =
            Collections.nCopies(8, "idle connections=4000 base=0 channels=own hold=0");

    private static final List<Column> DELIVERY =
            List.of(
                    new Column("server_cpu_per_delivery", "µs CPU per delivery"),
                    new Column("delivered_per_second", "delivered/s"),
                    new Column("delivery_p50.0", "p50 ms"),
                    new Column("delivery_p99.0", "p99 ms"),
                    new Column("delivery_p99.9", "p99.9 ms"),
                    new Column("lost", "lost"),
                    new Column("duplicates", "twice"),
                    new Column("reordered", "out of order"));
    private static final List<Column> REQUEST =
            List.of(
                    new Column("server_cpu_per_request", "µs CPU per request"),
                    new Column("published_per_second", "requests/s"),
                    new Column("api_p99.0", "p99 ms"),
                    new Column("refused", "refused"));
    private static final List<Column> IDLE =
            List.of(
                    new Column("rss_per_connection", "RSS bytes per connection"),
                    new Column("connects_per_second", "connects/s"),
                    new Column("connect_p99.0", "connect p99 ms"),
                    new Column("server_rss", "RSS bytes in all"),
                    new Column("connections_lost", "lost"));
    private static final List<Column> CONNECTS =
            List.of(
                    new Column("connects_per_second", "connects/s"),
                    new Column("connect_p50.0", "connect p50 ms"),
                    new Column("connect_p99.0", "connect p99 ms"),
                    new Column("connections_failed", "failed"));
    private static final List<Column> STORM =
            List.of(
                    new Column("all_back_after", "s until all are back"),
                    new Column("visitor_connect_p99.0", "strangers' connect p99 ms"),
                    new Column("retries", "retries"));
    private static final List<Column> PRESENCE =
            List.of(
                    new Column("server_cpu_per_delivery", "µs CPU per delivery"),
                    new Column("delivered_per_second", "changes/s"),
                    new Column("member_added_p99.0", "member_added p99 ms"),
                    new Column("lost", "lost"),
                    new Column("wrong", "wrong"));
    private static final List<Column> SOAK =
            List.of(
                    new Column("rss_spread", "RSS spread % in the second half"),
                    new Column("server_rss", "RSS bytes at the end"),
                    new Column("visitor_connect_p99.0", "connect p99 ms"),
                    new Column("delivery_p99.0", "delivery p99 ms"),
                    new Column("lost", "lost"));

    /** The rows of a whole run, with a soak that lasts so long. */
    static List<Trial> all(Duration soak) {
        List<Trial> all = new ArrayList<>();
        all.add(fanout(1_000, 128, 16, ALL, "≥ 700,000 delivered/s; CPU ≤ 1.3 × bare Netty"));
        all.add(fanout(1_000, 128, 1, JAVA, "CPU ≤ 1.15 × bare Netty"));
        all.add(fanout(1_000, 1_024, 16, JAVA, "CPU ≤ 1.3 × bare Netty"));
        all.add(fanout(10_000, 128, 16, JAVA, "CPU ≤ 1.3 × bare Netty"));
        all.add(fanout(10_000, 1_024, 16, JAVA, "CPU ≤ 1.3 × bare Netty"));
        all.add(
                new Trial(
                        "publish size=128 in-flight=16 warm-up=10 duration=10",
                        PUBLISHING,
                        JAVA,
                        REQUEST,
                        "≥ 30,000 requests/s"));
        all.add(
                new Trial(
                        "client-events pairs=100 size=128 in-flight=1 warm-up=8 duration=10",
                        PUBLISHING,
                        HUB,
                        DELIVERY,
                        ""));
        all.add(
                new Trial(
                        "presence members=90 rate=100 stay=0.05 warm-up=8 duration=10",
                        PUBLISHING,
                        HUB,
                        PRESENCE,
                        ""));
        all.add(
                new Trial(
                        "idle connections=19500 base=0 channels=own hold=0",
                        CONNECTING,
                        JAVA,
                        CONNECTS,
                        "≥ 8,000 connects/s"));
        all.add(idle("own", "≤ 4,096 bytes of RSS per connection"));
        all.add(idle("shared", "≤ 2,560 bytes of RSS per connection"));
        all.add(
                new Trial(
                        "reconnect-storm connections=19500 strangers=20 channels=own patience=60",
                        CONNECTING,
                        JAVA,
                        STORM,
                        "all back within 6 s, strangers' p99 < 1,000 ms"));
        all.add(
                new Trial(
                        "churn rate=200 stay=5 residents=100 publish-rate=500 size=128 warm-up=60"
                                + " duration="
                                + soak.toSeconds(),
                        PUBLISHING,
                        HUB,
                        SOAK,
                        "RSS spread ≤ 3 % over the last half"));
        return all;
    }

    /** A look at everything, in seconds, without meaning in its figures. */
    static List<Trial> smoke() {
        return List.of(
                new Trial(
                        "fanout connections=50 size=128 in-flight=4 warm-up=0 duration=1",
                        List.of(),
                        JAVA,
                        DELIVERY,
                        ""),
                new Trial(
                        "publish size=128 in-flight=4 warm-up=0 duration=1",
                        List.of(),
                        HUB,
                        REQUEST,
                        ""),
                new Trial(
                        "client-events pairs=5 size=128 in-flight=1 warm-up=0 duration=1",
                        List.of(),
                        HUB,
                        DELIVERY,
                        ""),
                new Trial(
                        "presence members=10 rate=20 stay=0.05 warm-up=0 duration=1",
                        List.of(),
                        HUB,
                        PRESENCE,
                        ""),
                new Trial(
                        "idle connections=200 base=50 channels=own hold=1",
                        List.of(),
                        HUB,
                        IDLE,
                        ""),
                new Trial(
                        "reconnect-storm connections=100 strangers=5 channels=own patience=20",
                        List.of(),
                        HUB,
                        STORM,
                        ""),
                new Trial(
                        "churn rate=20 stay=1 residents=5 publish-rate=20 size=128 warm-up=0"
                                + " duration=2",
                        List.of(),
                        HUB,
                        SOAK,
                        ""));
    }

    /**
     * The latency at half of the rate that was reached.
     *
     * @param publishes a second, of 1,000 deliveries each
     */
    static Trial atHalf(double publishes) {
        return new Trial(
                String.format(
                        Locale.ROOT,
                        "fanout connections=1000 size=128 rate=%.0f warm-up=8 duration=10",
                        publishes / 2),
                PUBLISHING,
                JAVA,
                DELIVERY,
                "p99 ≤ 10 ms, p99.9 ≤ 25 ms; nothing lost, twice or out of order");
    }

    private static Trial fanout(
            int connections, int size, int inFlight, List<Peer> peers, String target) {
        return new Trial(
                "fanout connections=%d size=%d in-flight=%d warm-up=8 duration=10"
                        .formatted(connections, size, inFlight),
                PUBLISHING,
                peers,
                DELIVERY,
                target);
    }

    private static Trial idle(String channels, String target) {
        return new Trial(
                "idle connections=19500 base=4000 channels=" + channels + " hold=75",
                PUBLISHING,
                HUB,
                IDLE,
                target);
    }

    /**
     * Reads a scenario: its name, then options as {@code name=value}, times in seconds.
     *
     * @throws IllegalArgumentException when there is no such scenario, or an option is missing
     */
    static Scenario parse(String text) {
        Options it = Options.of(text);
        return switch (it.kind()) {
            case "fanout" ->
                    new Fanout(
                            it.number("connections"),
                            1,
                            it.number("size"),
                            pace(it),
                            it.time("warm-up"),
                            it.time("duration"));
            case "publish" ->
                    new Publish(
                            it.number("size"), pace(it), it.time("warm-up"), it.time("duration"));
            case "client-events" ->
                    new ClientEvents(
                            it.number("pairs"),
                            it.number("size"),
                            pace(it),
                            it.time("warm-up"),
                            it.time("duration"));
            case "presence" ->
                    new Presence(
                            it.number("members"),
                            it.number("rate"),
                            it.time("stay"),
                            it.time("warm-up"),
                            it.time("duration"));
            case "idle" ->
                    new Idle(
                            it.number("connections"),
                            it.number("base"),
                            0,
                            use(it),
                            it.time("hold"));
            case "reconnect-storm" ->
                    new ReconnectStorm(
                            it.number("connections"),
                            it.number("strangers"),
                            use(it),
                            it.time("patience"));
            case "churn" ->
                    new Churn(
                            it.number("rate"),
                            it.time("stay"),
                            it.number("residents"),
                            it.number("publish-rate"),
                            it.number("size"),
                            it.time("warm-up"),
                            it.time("duration"));
            default -> throw new IllegalArgumentException("there is no scenario " + it.kind());
        };
    }

    private static ChannelUse use(Options options) {
        return ChannelUse.valueOf(options.text("channels").toUpperCase(Locale.ROOT));
    }

    private static Pace pace(Options options) {
        return options.has("rate")
                ? new Pace.Rate(options.number("rate"))
                : new Pace.InFlight(options.number("in-flight"));
    }
}
