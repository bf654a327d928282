package io.belfry.bench.whole;

import io.belfry.bench.whole.Trials.Trial;
import io.belfry.load.server.LoadFailed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures everything and writes the page with the results. Each trial is done in rounds, all peers
 * in each, so that a machine that becomes slower does so for all of them. Called by {@code
 * bench/run}.
 */
public final class Whole {
    private static final int STARTS = 5;

    private final Path home;
    private final Path folder;
    private final int rounds;
    private final boolean warming;
    private final Page page;
    private final String circumstances;

    private Whole(Path home, Path folder, int rounds, boolean warming, Page page, String commit)
            throws IOException {
        this.home = home;
        this.folder = folder;
        this.rounds = rounds;
        this.warming = warming;
        this.page = page;
        this.circumstances =
                "%s, commit %s; %s; %s %s; Java %s"
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                commit,
                                processor(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("java.vm.version"));
    }

    /**
     * Measures.
     *
     * @param arguments the checkout, the commit; then options as {@code name=value}: {@code
     *     rounds}, {@code soak} in seconds, {@code page} to write, {@code only} with parts of the
     *     rows that are wanted, separated by commas and with a plus sign for each space, or {@code
     *     smoke=true}; {@code many} connections over many hubs, for {@code hold} seconds
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, LoadFailed {
        Options options =
                Options.of(String.join(" ", List.of(arguments).subList(1, arguments.length)));
        boolean smoke = options.has("smoke");
        int rounds = options.has("rounds") ? options.number("rounds") : 3;
        Duration soak = options.has("soak") ? options.time("soak") : Duration.ofMinutes(20);
        String only = options.has("only") ? options.text("only") : "";
        List<Trial> trials =
                (smoke ? Trials.smoke() : Trials.all(soak))
                        .stream().filter(each -> isWanted(each.scenario(), only)).toList();
        Runtime.getRuntime().addShutdownHook(new Thread(Whole::endChildren));
        Path folder = Files.createTempDirectory("belfry-bench");
        try {
            Page page =
                    Page.read(
                            options.has("page")
                                    ? Path.of(options.text("page"))
                                    : Path.of(arguments[0], "bench", "RESULTS.md"));
            Whole whole =
                    new Whole(
                            Path.of(arguments[0]),
                            folder,
                            smoke ? 1 : rounds,
                            !smoke,
                            page,
                            options.kind());
            for (Trial trial : trials) {
                whole.measure(trial);
            }
            if (isWanted("notifications", only)) {
                whole.measureNotifications(smoke ? 1_000 : 100_000, smoke ? 1_000 : 10_000_000);
            }
            if (isWanted("several nodes", only)) {
                whole.measureNodes(Duration.ofSeconds(smoke ? 4 : 20), smoke ? 100 : 10_000);
            }
            if (!smoke && isWanted("start", only)) {
                whole.measureStarts();
            }
            if (!smoke && isWanted("many", only)) {
                int connections = options.has("many") ? options.number("many") : 500_000;
                Duration hold = options.has("hold") ? options.time("hold") : Duration.ofMinutes(5);
                whole.measureMany(connections, hold);
            }
        } finally {
            delete(folder);
        }
    }

    /** Who interrupts a run shall find no server of it left behind. */
    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }

    private static boolean isWanted(String row, String only) {
        // A space would end the option.
        String words = row.replace(' ', '+') + "+";
        return only.isEmpty() || Stream.of(only.split(",", -1)).anyMatch(words::contains);
    }

    private void measure(Trial trial) throws IOException, InterruptedException {
        Results results = new Results(trial);
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : trial.peers()) {
                System.err.println(trial.scenario() + ": " + peer.shown() + ", round " + round);
                try (ServerProcess server =
                        ServerProcess.start(peer, home, folder, Pinning.SERVER)) {
                    results.of(peer).add(run(peer, server, trial));
                }
            }
        }
        put(trial.heading(), results.markdown(), rounds);
        if (warming && trial.isWhatHalfIsTakenOf()) {
            measure(Trials.atHalf(results.of(Peer.HUB).median("published_per_second")));
        }
    }

    private void put(String heading, String text, int rounds) throws IOException {
        String often = rounds == 1 ? "once" : rounds + " rounds";
        page.put(heading, text + "\n" + often + ", " + circumstances);
        page.write();
    }

    private List<String> run(Peer peer, ServerProcess server, Trial trial)
            throws IOException, InterruptedException {
        List<String> scenarios = new ArrayList<>(trial.warmUp());
        scenarios.add(trial.scenario());
        try (TesterProcess tester =
                TesterProcess.start(
                        peer, server, scenarios, folder.resolve("tester.out"), Pinning.TESTER)) {
            return tester.figures();
        }
    }

    /** As many connections as are wanted, over as many hubs as they need. */
    private void measureMany(int connections, Duration hold)
            throws IOException, InterruptedException, LoadFailed {
        try (ManyHubs many = new ManyHubs(home, folder)) {
            put(
                    "many connections",
                    "Target: 500,000 held for 300 s, a publish to 1,000 subscribers < 50 ms.\n\n"
                            + many.measure(connections, hold),
                    1);
        }
    }

    private void measureNodes(Duration measured, int joins)
            throws IOException, InterruptedException {
        try (SeveralNodes nodes = new SeveralNodes(home, folder, measured)) {
            put(
                    "several nodes",
                    "Targets: over two nodes ≤ 1.25 × the processor time of one, added p50 < 2 ms,"
                            + " every user announced exactly once.\n\n"
                            + nodes.measure(rounds, joins),
                    rounds);
        }
    }

    private void measureNotifications(int recipients, int rows)
            throws IOException, InterruptedException {
        try (NotificationStore store = new NotificationStore()) {
            put(
                    "notifications written",
                    "Target: 100,000 users in < 60 s.\n\n" + store.notify(recipients),
                    1);
            put(
                    "notifications read",
                    "Target: with 10 million rows p99 < 5 ms.\n\n" + store.read(rows),
                    1);
        } catch (SQLException e) {
            throw new IOException("the database refused", e);
        }
    }

    /** From the launcher to the line that says that the hub listens. */
    private void measureStarts() throws IOException, InterruptedException {
        int starts = Math.max(STARTS, rounds);
        Figures figures = new Figures();
        // The first one may have to make the cache.
        startMillis(Pinning.NONE, "");
        for (int round = 0; round < starts; round++) {
            for (Pinning pinning : List.of(Pinning.NONE, Pinning.SERVER)) {
                figures.add(pinning + " cached", startMillis(pinning, ""));
                figures.add(pinning + " plain", startMillis(pinning, "-XX:AOTMode=off"));
            }
        }
        put(
                "start",
                """
                Target: < 500 ms, with the cache < 250 ms.

                From `./belfry start`, its shell script included, to listening, in ms.

                | | with the cache | without |
                |---|---:|---:|
                | all processors | %s | %s |
                | one processor | %s | %s |
                """
                        .formatted(
                                figures.shown(Pinning.NONE + " cached"),
                                figures.shown(Pinning.NONE + " plain"),
                                figures.shown(Pinning.SERVER + " cached"),
                                figures.shown(Pinning.SERVER + " plain")),
                starts);
    }

    private long startMillis(Pinning pinning, String options)
            throws IOException, InterruptedException {
        try (ServerProcess hub = ServerProcess.start(Peer.HUB, home, folder, pinning, options)) {
            return hub.startTime().toMillis();
        }
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        int count = Runtime.getRuntime().availableProcessors();
        if (!Files.isReadable(info)) {
            return count + " of " + System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            String model =
                    lines.filter(line -> line.startsWith("model name"))
                            .findFirst()
                            .map(line -> line.replaceFirst(".*:\\s*", ""))
                            .orElse(System.getProperty("os.arch"));
            return count + " × " + model;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
