package io.belfry.bench.whole;

import io.belfry.load.measure.ProcessUse;
import io.belfry.load.server.LoadFailed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * As many idle connections as this machine holds: hubs of 19,500 connections each, as a process may
 * not open many more files, and a tester beside each. For one thread.
 */
final class ManyHubs implements AutoCloseable {
    private static final int OF_EACH = 19_500;
    private static final int SUBSCRIBERS = 1_000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MIB = 1 << 20;

    private final Path home;
    private final Path folder;
    private final List<ServerProcess> hubs = new ArrayList<>();
    private final List<TesterProcess> testers = new ArrayList<>();

    ManyHubs(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /**
     * Has all come, holds them, and publishes meanwhile.
     *
     * @param connections in all
     * @param hold how long they are held
     * @return what was seen, in words
     */
    String measure(int connections, Duration hold)
            throws IOException, InterruptedException, LoadFailed {
        long memoryBefore = available();
        long from = System.nanoTime();
        for (int come = 0; come < connections; ) {
            // The first hub leaves room for those who are published to.
            int most = hubs.isEmpty() ? OF_EACH - SUBSCRIBERS : OF_EACH;
            int more = Math.min(most, connections - come);
            add(more);
            come += more;
            System.err.printf("%,d connections, %,d MiB available%n", come, available() / MIB);
        }
        long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from);
        int least = hold(hold.dividedBy(2));
        List<String> published = publish();
        least = Math.min(least, hold(hold.dividedBy(2)));
        long hubMemory = 0;
        for (ServerProcess hub : hubs) {
            hubMemory += ProcessUse.of(hub.pid()).rss();
        }
        long testerMemory = 0;
        for (TesterProcess tester : testers) {
            testerMemory += ProcessUse.of(tester.pid()).rss();
        }
        Figures figures = new Figures();
        figures.add(published);
        return String.format(
                Locale.ROOT,
                "%,d connections to %d hubs, opened in %,d s; the least that were open in the %,d s"
                        + " after: %,d.%n%n| | |%n|---|---:|%n| RSS of all hubs, MiB | %,d |%n"
                        + "| RSS of all testers, MiB | %,d |%n| memory that the machine has less,"
                        + " MiB | %,d |%n| publish to %,d subscribers meanwhile, p50 ms | %.2f |%n"
                        + "| p99 ms | %.2f |%n| lost | %.0f |%n",
                connections,
                hubs.size(),
                took,
                hold.toSeconds(),
                least,
                hubMemory / MIB,
                testerMemory / MIB,
                (memoryBefore - available()) / MIB,
                SUBSCRIBERS,
                figures.median("delivery_p50.0"),
                figures.median("delivery_p99.0"),
                figures.median("lost"));
    }

    private void add(int connections) throws IOException, InterruptedException {
        Path own = Files.createDirectory(folder.resolve("hub-" + hubs.size()));
        ServerProcess hub = ServerProcess.start(Peer.HUB, home, own, Pinning.NONE);
        hubs.add(hub);
        String scenario = "idle connections=" + connections + " base=0 channels=shared hold=36000";
        TesterProcess tester =
                TesterProcess.start(
                        Peer.HUB, hub, List.of(scenario), own.resolve("out"), Pinning.NONE);
        testers.add(tester);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (connections(hub) < connections) {
            if (!tester.isAlive() || System.nanoTime() - until > 0) {
                throw new IOException(
                        "hub %d has %,d of %,d connections"
                                .formatted(hubs.size(), connections(hub), connections));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Looks at all of them for so long; gives the least that were open. */
    private int hold(Duration hold) throws IOException, InterruptedException {
        int least = Integer.MAX_VALUE;
        long until = System.nanoTime() + hold.toNanos();
        while (System.nanoTime() - until < 0) {
            int open = 0;
            for (ServerProcess hub : hubs) {
                open += connections(hub);
            }
            least = Math.min(least, open);
            TimeUnit.MILLISECONDS.sleep(10 * LOOK.toMillis());
        }
        return least;
    }

    private List<String> publish() throws IOException, InterruptedException {
        // So many that one that is late does not make the 99th percentile.
        String scenario =
                "fanout connections=%d size=128 rate=5 warm-up=10 duration=60"
                        .formatted(SUBSCRIBERS);
        try (TesterProcess tester =
                TesterProcess.start(
                        Peer.HUB,
                        hubs.getFirst(),
                        List.of(scenario),
                        folder.resolve("published"),
                        Pinning.NONE)) {
            return tester.figures();
        }
    }

    private static int connections(ServerProcess hub) throws IOException, InterruptedException {
        return (int) hub.metric("belfry_connections");
    }

    /** What a program could still have, in bytes. */
    private static long available() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("MemAvailable:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }

    @Override
    public void close() throws InterruptedException {
        for (TesterProcess tester : testers) {
            tester.close();
        }
        for (ServerProcess hub : hubs) {
            hub.close();
        }
    }
}
