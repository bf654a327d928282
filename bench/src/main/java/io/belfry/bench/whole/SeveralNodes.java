package io.belfry.bench.whole;

import io.belfry.testkit.GivenProxy;
import io.belfry.testkit.GivenRedis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What it costs that a hub is several nodes, which share a Redis of their own. For one thread. */
final class SeveralNodes implements AutoCloseable {
    private static final int SUBSCRIBERS = 1_000;
    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final Path folder;
    private final Duration measured;
    private final GivenRedis redis = GivenRedis.standard();
    private final Figures figures = new Figures();
    private int processes;

    /**
     * @param measured how long processor time is; three quarters of that come before it, in which
     *     the JVM compiles what it will
     */
    SeveralNodes(Path home, Path folder, Duration measured) {
        this.home = home;
        this.folder = folder;
        this.measured = measured;
    }

    /**
     * Measures.
     *
     * @param rounds of each, one node and two in turn
     * @param joins how many users come and go in a presence channel
     * @return what was seen, in words
     */
    String measure(int rounds, int joins) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            try (ServerProcess alone = ServerProcess.start(Peer.HUB, home, own(), Pinning.NONE)) {
                figures.add("one", microsPerDelivery(List.of(alone)));
            }
            try (ServerProcess here = node();
                    ServerProcess there = node()) {
                figures.add("two", microsPerDelivery(List.of(here, there)));
                figures.add("here", medianMillis(here, here));
                figures.add("there", medianMillis(there, here));
            }
        }
        String presence = presence(joins);
        return String.format(
                Locale.ROOT,
                """
                | | one node | two nodes | ratio |
                |---|---:|---:|---:|
                | processor time of all nodes for a delivery to %,d subscribers, µs | %s | %s | %.2f |
                | p50 from publish to a subscriber at 1,000 a second, ms: of the same node, of another | %s | %s | %+.2f ms |

                Redis is not counted, nor what passes connections on to the nodes. One node is a hub without Redis.

                %s
                """,
                SUBSCRIBERS,
                figures.shown("one"),
                figures.shown("two"),
                figures.median("two") / figures.median("one"),
                figures.shown("here"),
                figures.shown("there"),
                figures.median("there") - figures.median("here"),
                presence);
    }

    private Path own() throws IOException {
        processes++;
        return Files.createDirectory(folder.resolve("node-" + processes));
    }

    private ServerProcess node() throws IOException, InterruptedException {
        return ServerProcess.node(home, own(), redis.url());
    }

    private double microsPerDelivery(List<ServerProcess> nodes)
            throws IOException, InterruptedException {
        int[] ports = nodes.stream().mapToInt(ServerProcess::port).toArray();
        try (GivenProxy proxy = GivenProxy.to(ports);
                TesterProcess tester =
                        TesterProcess.start(
                                Peer.HUB,
                                proxy.port(),
                                nodes.getFirst(),
                                List.of(trial(SUBSCRIBERS, 50, measured.multipliedBy(2))),
                                own().resolve("out"),
                                Pinning.NONE)) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (sum(nodes, "belfry_connections") < SUBSCRIBERS) {
                if (!tester.isAlive() || System.nanoTime() - until > 0) {
                    throw new IOException("the subscribers did not come");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            TimeUnit.MILLISECONDS.sleep(settled().toMillis());
            double delivered = sum(nodes, "belfry_messages_sent_total");
            long used = processorNanos(nodes);
            TimeUnit.MILLISECONDS.sleep(measured.toMillis());
            used = processorNanos(nodes) - used;
            delivered = sum(nodes, "belfry_messages_sent_total") - delivered;
            return TimeUnit.NANOSECONDS.toMicros(used) / delivered;
        }
    }

    private Duration settled() {
        return measured.multipliedBy(3).dividedBy(4);
    }

    private String trial(int subscribers, int rate, Duration duration) {
        return "fanout connections=%d size=128 rate=%d warm-up=%d duration=%d"
                .formatted(
                        subscribers, rate, measured.dividedBy(4).toSeconds(), duration.toSeconds());
    }

    private static double sum(List<ServerProcess> nodes, String metric)
            throws IOException, InterruptedException {
        double sum = 0;
        for (ServerProcess node : nodes) {
            sum += node.metric(metric);
        }
        return sum;
    }

    private static long processorNanos(List<ServerProcess> nodes) {
        return nodes.stream()
                .map(node -> ProcessHandle.of(node.pid()).orElseThrow().info())
                .mapToLong(info -> info.totalCpuDuration().orElseThrow().toNanos())
                .sum();
    }

    /** With one subscriber at a node, of what is published at another. */
    private double medianMillis(ServerProcess subscriber, ServerProcess publisher)
            throws IOException, InterruptedException {
        try (TesterProcess tester =
                TesterProcess.start(
                        Peer.HUB,
                        subscriber.port(),
                        publisher,
                        List.of(trial(1, 1_000, settled())),
                        own().resolve("out"),
                        Pinning.NONE)) {
            Figures one = new Figures();
            one.add(tester.figures());
            return one.median("delivery_p50.0");
        }
    }

    private String presence(int joins) throws IOException, InterruptedException {
        List<ServerProcess> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < NODES; i++) {
                nodes.add(node());
            }
            try (PresenceOverNodes presence =
                    new PresenceOverNodes(nodes.stream().map(ServerProcess::port).toList())) {
                return presence.measure(joins);
            }
        } finally {
            for (ServerProcess node : nodes) {
                node.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            redis.close();
        } catch (Exception e) {
            throw new IllegalStateException("Redis does not end", e);
        }
    }
}
