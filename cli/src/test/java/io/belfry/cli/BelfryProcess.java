package io.belfry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program as a process of its own, started as the launcher starts it. What it writes can be
 * waited for. Thread-safe: lines are gathered under the object's lock.
 */
final class BelfryProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile(" listening .*port=([0-9]+)");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> reading;

    private BelfryProcess(Process process) {
        this.process = process;
        this.reading =
                CompletableFuture.runAsync(this::read, task -> Thread.ofVirtual().start(task));
    }

    static BelfryProcess in(Path folder, String... arguments) {
        return in(folder, Map.of(), arguments);
    }

    static BelfryProcess in(Path folder, Map<String, String> environment, String... arguments) {
        return start(folder, environment, List.of(), List.of(), arguments);
    }

    /** One that may open so few files. */
    static BelfryProcess withFiles(int most, Path folder, String... arguments) {
        List<String> shell = List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh");
        return start(folder, Map.of(), shell, List.of(), arguments);
    }

    /** One whose JVM has these options. */
    static BelfryProcess withJvmOptions(List<String> options, Path folder, String... arguments) {
        return start(folder, Map.of(), List.of(), options, arguments);
    }

    private static BelfryProcess start(
            Path folder,
            Map<String, String> environment,
            List<String> wrapper,
            List<String> jvmOptions,
            String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(command(jvmOptions, arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(BelfryProcess::isOurs);
        builder.environment().putAll(environment);
        try {
            return new BelfryProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words that start the program from the classes of this test run. */
    static List<String> command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // It lives for seconds: the best code would come when all is over.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("BELFRY_")
                || variable.startsWith("REVERB_")
                || variable.startsWith("REDIS_");
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Waits for a line and forgets all up to it. */
    synchronized String says(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                String line = lines.get(seen);
                if (wanted.test(line)) {
                    lines.subList(0, seen + 1).clear();
                    return line;
                }
            }
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0 || !process.isAlive()) {
                throw new AssertionError("the line did not come; there is " + lines);
            }
            wait(Math.min(millis, 1_000));
        }
    }

    /** How many of the lines that have not been waited for contain this. */
    synchronized long count(String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }

    String says(String part) throws InterruptedException {
        return says(line -> line.contains(part));
    }

    /** Waits until the hub listens; the port. */
    int port() throws InterruptedException {
        Matcher line = LISTENING.matcher(says(each -> LISTENING.matcher(each).find()));
        if (!line.find()) {
            throw new AssertionError("no port in " + line);
        }
        return Integer.parseInt(line.group(1));
    }

    /** Sends a signal, for example {@code TERM}. */
    BelfryProcess hears(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        return this;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for the end; the exit code. */
    int ends() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running; it said " + lines);
        }
        reading.join();
        return process.exitValue();
    }

    /** All that it wrote and that has not been waited for; call it after the end. */
    synchronized String rest() {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
