package io.belfry.conformance.smoke;

import static org.awaitility.Awaitility.await;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.SignedApi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hub in a process of its own, where it has as many file descriptors as its clients have here.
 * The process ends when its input does, thus with the test at the latest.
 */
final class HubProcess implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final AppKey KEY = new AppKey("crowd-key", "crowd-secret");
    private static final String APP = "crowd";
    private static final Pattern LISTENING = Pattern.compile("listening on port (\\d+)\\R");

    private final Process process;
    private final Path log;
    private final int port;

    private HubProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Runs inside the process: starts a hub, says its port, and waits for the end of the input. */
    public static void main(String[] arguments) throws IOException {
        AppSettings app =
                AppSettings.builder(APP, KEY.key(), "crowd-secret")
                        .pingInterval(Duration.ofHours(1))
                        .build();
        HubSettings settings =
                HubSettings.builder()
                        .server(ServerSettings.builder().host(HOST).port(0).build())
                        .apps(List.of(app))
                        .build();
        try (Hub hub = Hub.start(settings)) {
            System.out.println("listening on port " + hub.port());
            while (System.in.read() >= 0) {
                // Nothing is said to the hub but that it is over.
            }
        }
    }

    /**
     * Starts a hub and returns when it listens.
     *
     * @param log where everything goes that the process writes
     */
    static HubProcess start(Path log) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-ea",
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HubProcess.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        await("the hub listens")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !process.isAlive() || LISTENING.matcher(Files.readString(log)).find());
        Matcher port = LISTENING.matcher(Files.readString(log));
        if (!port.find()) {
            throw new AssertionError("the hub did not start: " + Files.readString(log));
        }
        return new HubProcess(process, log, Integer.parseInt(port.group(1)));
    }

    int port() {
        return port;
    }

    SignedApi api() {
        return SignedApi.of(HOST, port, APP, KEY);
    }

    /** How many connections the hub counts. */
    int connections() {
        return api().get("/connections").send().json().path("connections").intValue();
    }

    /** Everything that the process has written. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Asks the process to end and waits until it has. */
    int ends() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the hub did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
