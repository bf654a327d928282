package io.belfry.bench.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.bench.whole.Trials.Trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures everything and writes the page with the results. Each trial is done in rounds, all peers
 * in each, so that a machine that becomes slower does so for all of them. Called by {@code
 * bench/run}.
 */
public final class Whole {
    private static final String WARMING = "publish size=128 in-flight=16 warm-up=0 duration=8";

    private final Path home;
    private final Path folder;
    private final int rounds;
    private final boolean warming;
    private final Results results = new Results();

    private Whole(Path home, Path folder, int rounds, boolean warming) {
        this.home = home;
        this.folder = folder;
        this.rounds = rounds;
        this.warming = warming;
    }

    /**
     * Measures.
     *
     * @param arguments the checkout, the page to write, the commit; then options as {@code
     *     name=value}: {@code rounds}, {@code soak} in seconds, {@code only} with parts of the rows
     *     that are wanted, separated by commas, or {@code smoke=true}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options =
                Options.of(String.join(" ", List.of(arguments).subList(2, arguments.length)));
        boolean smoke = options.has("smoke");
        int rounds = options.has("rounds") ? options.number("rounds") : 3;
        Duration soak = options.has("soak") ? options.time("soak") : Duration.ofMinutes(20);
        String only = options.has("only") ? options.text("only") : "";
        List<Trial> trials =
                (smoke ? Trials.smoke() : Trials.all(soak))
                        .stream().filter(each -> isWanted(each.scenario(), only)).toList();
        Path folder = Files.createTempDirectory("belfry-bench");
        try {
            Whole whole = new Whole(Path.of(arguments[0]), folder, smoke ? 1 : rounds, !smoke);
            String page = whole.measure(trials, !smoke && isWanted("start latency", only));
            Files.writeString(Path.of(arguments[1]), whole.heading(options.kind()) + page, UTF_8);
        } finally {
            delete(folder);
        }
    }

    private static boolean isWanted(String row, String only) {
        return only.isEmpty() || Stream.of(only.split(",", -1)).anyMatch(row::contains);
    }

    private String measure(List<Trial> trials, boolean further)
            throws IOException, InterruptedException {
        for (Trial trial : trials) {
            measure(trial);
        }
        if (!further) {
            return results.markdown();
        }
        double reached =
                trials.isEmpty()
                        ? Double.NaN
                        : results.of(trials.getFirst(), Peer.HUB).median("published_per_second");
        if (!Double.isNaN(reached)) {
            measure(Trials.atHalf(reached));
        }
        return results.markdown() + starts();
    }

    private void measure(Trial trial) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : trial.peers()) {
                System.err.println(trial.scenario() + ": " + peer.shown() + ", round " + round);
                try (ServerProcess server = ServerProcess.start(peer, home, folder)) {
                    if (warming) {
                        run(peer, server, WARMING);
                    }
                    results.of(trial, peer).add(run(peer, server, trial.scenario()));
                }
            }
        }
    }

    private List<String> run(Peer peer, ServerProcess server, String scenario)
            throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        Peer.java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tester.class.getName(),
                        peer.name(),
                        Integer.toString(server.port()),
                        Long.toString(server.pid()),
                        scenario);
        Path out = folder.resolve("tester.out");
        Process tester =
                new ProcessBuilder(ServerProcess.Pinning.on(1, command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(out.toFile())
                        .start();
        if (tester.waitFor() != 0) {
            throw new IOException("the tester failed with " + scenario);
        }
        return Files.readAllLines(out, UTF_8);
    }

    /** From the launcher to the line that says that the hub listens. */
    private String starts() throws IOException, InterruptedException {
        Figures figures = new Figures();
        for (int round = 0; round < Math.max(5, rounds); round++) {
            try (ServerProcess hub = ServerProcess.start(Peer.HUB, home, folder)) {
                figures.add("start", hub.startTime().toMillis());
            }
        }
        return String.format(
                Locale.ROOT,
                "%n### start%n%nTarget: < 250 ms with the cache.%n%n"
                        + "From `./belfry start`, its shell script included, to listening: %.0f ms"
                        + " (%.0f–%.0f).%n",
                figures.median("start"),
                figures.least("start"),
                figures.most("start"));
    }

    private String heading(String commit) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Results");
        lines.add("");
        lines.add(
                "Written by `bench/run`; each row is `belfry bench` with the options that head"
                        + " it,");
        lines.add(
                "times in seconds. Medians of "
                        + rounds
                        + " rounds, in brackets the least and the");
        lines.add("most. One event loop; server and tester each on a processor of its own.");
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        lines.add("| day | " + LocalDate.now(ZoneOffset.UTC) + " |");
        lines.add("| commit | " + commit + " |");
        lines.add("| processor | " + processor() + " |");
        lines.add(
                "| system | "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " |");
        lines.add("| Java | " + System.getProperty("java.vm.version") + " |");
        lines.add("");
        return String.join("\n", lines);
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
