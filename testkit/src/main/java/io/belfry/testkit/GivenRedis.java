package io.belfry.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A real Redis on a free port of this machine, which keeps nothing on disk: a process of its own,
 * which can be killed and started again. As a static JUnit extension it lives as long as its test
 * class, is there again at the end of each test, and ends the connections that were made through
 * it.
 *
 * <p>Needs {@code redis-server}, on the path or in {@code /usr/bin}, or the program that the
 * environment's {@code REDIS_SERVER} names, such as {@code valkey-server}. Used by one thread at a
 * time.
 */
public final class GivenRedis implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    private static final String PROGRAM =
            System.getenv().getOrDefault("REDIS_SERVER", "redis-server");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE_MILLIS = 10;

    private final int port;
    private final List<String> arguments;
    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
    private Process process;

    private GivenRedis(int port, List<String> arguments) {
        this.port = port;
        this.arguments = arguments;
        this.process = launch();
    }

    /**
     * Starts one.
     *
     * @param options of the program, such as {@code --requirepass secret}
     * @throws IllegalStateException when the program is not installed, or does not start
     */
    public static GivenRedis standard(String... options) {
        int port = freePort();
        List<String> arguments =
                new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        arguments.addAll(List.of("--save", "", "--appendonly", "no", "--daemonize", "no"));
        // Where it writes when others copy it.
        arguments.addAll(List.of("--dir", System.getProperty("java.io.tmpdir")));
        arguments.addAll(List.of("--dbfilename", "belfry-%d.rdb".formatted(port)));
        arguments.addAll(List.of(options));
        return new GivenRedis(port, arguments);
    }

    /**
     * Starts a sentinel.
     *
     * @param file its configuration, with this port
     */
    static GivenRedis sentinel(int port, Path file) {
        return new GivenRedis(port, List.of(file.toString(), "--sentinel"));
    }

    /** A port at which nobody listens. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(arguments);
        try {
            Process started =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            awaitStart(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator, -1)),
                        Stream.of("/usr/bin", "/usr/local/bin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                PROGRAM
                                        + " is not installed, and the tests need it:"
                                        + " apt-get install redis-server"));
    }

    private void awaitStart(Process started) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!RawRedis.isListening(port)) {
            if (!started.isAlive() || System.nanoTime() - deadline >= 0) {
                started.destroyForcibly();
                throw new IllegalStateException(
                        PROGRAM + " does not start on port " + port + " with " + arguments);
            }
            glance();
        }
    }

    private static void glance() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a Redis starts", e);
        }
    }

    public int port() {
        return port;
    }

    /** Where it is, for whoever needs no password. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** A new connection, closed when the test is over. */
    public RawRedis client() {
        RawRedis client = RawRedis.to(port);
        open.add(client);
        return client;
    }

    /** Ends it without a word to anybody; nothing listens any more when this returns. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port, if it does not run. */
    public void restart() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** Lets it answer nobody, and keep its connections, until it is resumed. */
    public void pause() {
        ProcessSignal.STOP.to(process.toHandle());
    }

    /** Lets it go on. */
    public void resume() {
        ProcessSignal.CONT.to(process.toHandle());
    }

    /** Waits until it answers a command as it should, also when it ends connections meanwhile. */
    void awaitAnswer(Predicate<@Nullable Object> wanted, String... command) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        @Nullable Object seen = answer(command);
        while (!wanted.test(seen)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError(
                        "the answer to %s stays %s".formatted(List.of(command), seen));
            }
            glance();
            seen = answer(command);
        }
    }

    private @Nullable Object answer(String... command) {
        try (RawRedis asking = RawRedis.to(port)) {
            return asking.call(command);
        } catch (UncheckedIOException e) {
            return e;
        }
    }

    /** Waits until so many clients have subscribed with patterns. */
    public void awaitPatterns(int wanted) {
        awaitAnswer(seen -> Objects.equals(seen, (long) wanted), "PUBSUB", "NUMPAT");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        closeConnections();
        resume();
        restart();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    /** Ends the connections and the process. */
    @Override
    public void close() throws Exception {
        closeConnections();
        kill();
        Files.deleteIfExists(
                Path.of(System.getProperty("java.io.tmpdir"), "belfry-%d.rdb".formatted(port)));
    }

    private void closeConnections() throws Exception {
        for (AutoCloseable next = open.poll(); next != null; next = open.poll()) {
            next.close();
        }
    }
}
