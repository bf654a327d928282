package io.belfry.bench.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {
    static final String APP = "bench";
    static final String KEY = "bench-key";
    static final String SECRET = "bench-secret";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LOOK_MILLIS = 5;

    private final Process process;
    private final int port;
    private final Duration startTime;

    private ServerProcess(Process process, int port, Duration startTime) {
        this.process = process;
        this.port = port;
        this.startTime = startTime;
    }

    /** Starts one and waits until it listens. */
    static ServerProcess start(Peer peer, Path home, Path folder, Pinning pinning)
            throws IOException, InterruptedException {
        return start(peer, home, folder, pinning, "");
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param options further ones of the JVM, where it has one that is started by the launcher
     */
    static ServerProcess start(Peer peer, Path home, Path folder, Pinning pinning, String options)
            throws IOException, InterruptedException {
        return start(peer, home, folder, pinning, options, "");
    }

    /** Starts one of several nodes, which share a Redis. */
    static ServerProcess node(Path home, Path folder, String redis)
            throws IOException, InterruptedException {
        String nodes = "redis: {url: \"%s\", nodes: {enabled: true}}%n".formatted(redis);
        return start(Peer.HUB, home, folder, Pinning.NONE, "", nodes);
    }

    private static ServerProcess start(
            Peer peer, Path home, Path folder, Pinning pinning, String options, String more)
            throws IOException, InterruptedException {
        int port = freePort();
        Path settings = folder.resolve("belfry.yml");
        Files.writeString(
                settings,
                """
                server: {host: 127.0.0.1, port: %d, event_loops: 1}
                apps: [{id: %s, key: %s, secret: %s, client_events_per_second: 0}]
                """
                                .formatted(port, APP, KEY, SECRET)
                        + more);
        Path log = folder.resolve(peer.name() + ".log");
        long from = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(pinning.of(peer.command(home, settings, port)))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        setEnvironment(builder.environment(), options);
        Process process = builder.start();
        while (!Files.readString(log, UTF_8).contains("istening")) {
            if (!process.isAlive() || System.nanoTime() - from > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException(peer + " did not start:\n" + Files.readString(log, UTF_8));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - from));
    }

    private static void setEnvironment(Map<String, String> environment, String options) {
        environment.putIfAbsent("BELFRY_JAVA_HOME", System.getProperty("java.home"));
        environment.put("BELFRY_JAVA_OPTS", options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** What a metric says that has no label but the app; 0 when it says nothing. */
    double metric(String name) throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
        String page =
                HTTP.send(
                                HttpRequest.newBuilder(metrics).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Matcher line =
                Pattern.compile("^" + name + "\\{[^}]*} ([0-9.E]+)$", Pattern.MULTILINE)
                        .matcher(page);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    long pid() {
        return process.pid();
    }

    /** From starting the launcher to the line that says it listens. */
    Duration startTime() {
        return startTime;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
