package io.belfry.example.studyplanner;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the three programs, in a process of its own. Immutable; as thread-safe as a process. */
record Part(String name, int port, Process process) {
    private static final int OK = 200;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(15);

    /**
     * Starts it as this process was started, with another main class.
     *
     * @param secrets by the names of variables of its environment, where no other user sees them
     */
    static Part start(
            String name, Class<?> main, Options options, int port, Map<String, String> secrets)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Each is small, and the four share a machine.
        command.add("-Xmx256m");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(options.args());
        command.add("--server.port=" + port);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(secrets);
        builder.environment().put(Starter.STARTED, "true");
        builder.inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
        return new Part(name, port, builder.start());
    }

    /** Whether it came up; false when it has ended instead. */
    boolean isUp(HttpClient http) throws InterruptedException {
        HttpRequest health =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                        .build();
        while (process.isAlive()) {
            try {
                if (http.send(health, BodyHandlers.discarding()).statusCode() == OK) {
                    return true;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    /** Asks it to end. */
    void end() {
        process.destroy();
    }

    /** Waits until it has, and does not wait for ever. */
    void awaitEnd() {
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
