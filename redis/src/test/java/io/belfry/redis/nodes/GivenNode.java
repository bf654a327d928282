package io.belfry.redis.nodes;

import io.belfry.hub.Hub;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.RedisAddress;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.ProcessSignal;
import io.belfry.testkit.RawHttp;
import io.belfry.testkit.SignedApi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node that is a process of its own, which can be killed, stopped and resumed. For one thread.
 */
final class GivenNode implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    /** Room for one large event. */
    private static final long BACKLOG_BYTES = 16_000;

    private final Process process;
    private final int port;
    private final AppKey key = GivenHub.anApp().build().keys().getFirst();

    private GivenNode(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param redis where its Redis is: a URL, or several of a cluster, or {@code sentinel} and what
     *     {@link RedisServers.Sentinels} needs
     * @param lease how long it may be silent
     */
    static GivenNode start(String redis, Duration lease) {
        return start(redis, lease, List.of());
    }

    /**
     * Starts one.
     *
     * @param by the program that starts it, and its arguments
     */
    static GivenNode start(String redis, Duration lease, List<String> by) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(by);
        command.addAll(
                List.of(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GivenNode.class.getName(),
                        redis,
                        lease.toString()));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new GivenNode(process, port(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring("port ".length()));
            }
        }
        throw new IllegalStateException("the node has ended");
    }

    /** What the process does: a hub that ends with its process. */
    public static void main(String[] args) throws IOException {
        NodesSettings usual = NodesSettings.defaults();
        Hub hub =
                Hub.start(
                        GivenHub.settings(GivenHub.anApp().build()),
                        null,
                        RedisDeployment.open(
                                servers(args[0]),
                                new NodesSettings(
                                        true,
                                        usual.prefix(),
                                        Duration.parse(args[1]),
                                        BACKLOG_BYTES)));
        PrintStream out = System.out;
        out.println("port " + hub.port());
        // Until the test is over, however that ends.
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }

    private static RedisServers servers(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        RedisAddress somewhere = RedisAddress.of("127.0.0.1", 1);
        if (parts.getFirst().equals("sentinel")) {
            return new RedisServers.Sentinels(
                    parts.get(1), parts.stream().skip(2).map(somewhere::at).toList(), somewhere);
        }
        return parts.size() == 1
                ? RedisServers.of(RedisAddress.of(text))
                : new RedisServers.Cluster(parts.stream().map(RedisAddress::of).toList());
    }

    HubClient client() {
        return HubClient.of(HOST, port, key);
    }

    /** A member who follows what it is told. */
    Observer observer(String channel, String user) {
        return new Observer(client(), key, channel, user);
    }

    SignedApi api() {
        return SignedApi.of(HOST, port, "4711", key);
    }

    /** What it answers to whoever asks for a page. */
    String page(String path) {
        try (RawHttp http = RawHttp.to(HOST, port)) {
            return http.get(path).text();
        }
    }

    /** What it has in memory, in MiB. */
    long rss() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it without a word to anybody. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it do nothing until it is resumed. */
    void pause() {
        ProcessSignal.STOP.to(process.toHandle());
    }

    void resume() {
        ProcessSignal.CONT.to(process.toHandle());
    }

    @Override
    public void close() {
        kill();
    }
}
