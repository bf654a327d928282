package io.belfry.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Tester} that runs. */
final class TesterProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final List<String> scenarios;

    private TesterProcess(Process process, Path out, List<String> scenarios) {
        this.process = process;
        this.out = out;
        this.scenarios = scenarios;
    }

    /**
     * Starts one.
     *
     * @param scenarios the last of which it tells of
     * @param out takes what it tells
     */
    static TesterProcess start(
            Peer peer, ServerProcess server, List<String> scenarios, Path out, Pinning pinning)
            throws IOException {
        return start(peer, server.port(), server, scenarios, out, pinning);
    }

    /**
     * Starts one whose clients go elsewhere than what it publishes.
     *
     * @param clients the port where its clients connect
     */
    static TesterProcess start(
            Peer peer,
            int clients,
            ServerProcess server,
            List<String> scenarios,
            Path out,
            Pinning pinning)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        Peer.java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tester.class.getName(),
                        peer.name(),
                        Integer.toString(clients),
                        Integer.toString(server.port()),
                        Long.toString(server.pid())));
        command.addAll(scenarios);
        Process process =
                new ProcessBuilder(pinning.of(command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(out.toFile())
                        .start();
        return new TesterProcess(process, out, scenarios);
    }

    /** Waits until it has ended, and gives the lines of its figures. */
    List<String> figures() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("the tester failed with " + scenarios.getLast());
        }
        return Files.readAllLines(out);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
