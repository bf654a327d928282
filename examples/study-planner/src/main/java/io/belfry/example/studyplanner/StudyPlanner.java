package io.belfry.example.studyplanner;

import io.belfry.example.studyplanner.api.ApiApplication;
import io.belfry.example.studyplanner.dashboard.Dashboard;
import io.belfry.example.studyplanner.relay.RelayApplication;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Starts the three programs, each in a process of its own, and ends with them: all end when this
 * one does, and when one of them ends so do the others.
 */
public final class StudyPlanner {
    private static final String PARTS = "study-planner.parts";
    private static final Set<String> ALL = Set.of("relay", "api", "dashboard");
    private static final int SECRET_BYTES = 32;
    private static final int DASHBOARD_PORT = 8100;

    private final Options options;
    private final Set<String> wanted;
    private final int dashboardPort;
    private final int apiPort;
    private final int relayPort;
    private final int hubPort;
    private final PrintStream out = System.out;
    private volatile boolean isEnding;

    private StudyPlanner(Options options) {
        String parts = options.get(PARTS);
        this.wanted = parts == null ? ALL : Set.of(parts.split(","));
        if (!ALL.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "--%s are some of relay,api,dashboard: %s".formatted(PARTS, parts));
        }
        this.dashboardPort = options.port("server.port", DASHBOARD_PORT);
        this.apiPort = options.port("study-planner.api.port", DASHBOARD_PORT + 1);
        this.relayPort = options.port("study-planner.relay.port", DASHBOARD_PORT + 2);
        this.hubPort = options.port("belfry.hub.port", DASHBOARD_PORT + 3);
        this.options = options.without(PARTS, "server.port").or(addresses());
    }

    /** Where each finds the others. */
    private Map<String, Object> addresses() {
        return Map.of(
                "study-planner.dashboard.url", "http://localhost:" + dashboardPort,
                "study-planner.api.url", "http://localhost:" + apiPort,
                "study-planner.relay.url", "http://localhost:" + relayPort,
                "study-planner.hub.url", "http://localhost:" + hubPort,
                "study-planner.hub.key", "study-planner-key",
                "belfry.hub.port", hubPort);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            new StudyPlanner(Options.ofProgram(args)).run();
        } catch (IllegalArgumentException e) {
            PrintStream err = System.err;
            err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * @throws IllegalArgumentException when something is at a port: another study planner, whose
     *     answers would be taken for those of this one
     */
    private void run() throws IOException, InterruptedException {
        for (int port : ports()) {
            requireFree(port);
        }
        List<Part> parts = new CopyOnWriteArrayList<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(parts), "end"));
        start(parts);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Part each : parts) {
                if (!each.isUp(http)) {
                    break;
                }
            }
        }
        if (parts.stream().allMatch(each -> each.process().isAlive())) {
            sayWhere();
        }
        CompletableFuture.anyOf(
                        parts.stream()
                                .map(each -> each.process().onExit())
                                .toArray(CompletableFuture[]::new))
                .join();
        if (!isEnding) {
            sayWhoEnded(parts);
        }
        System.exit(1);
    }

    private List<Integer> ports() {
        Map<String, List<Integer>> all =
                Map.of(
                        "relay", List.of(relayPort, hubPort),
                        "api", List.of(apiPort),
                        "dashboard", List.of(dashboardPort));
        return wanted.stream()
                .flatMap(each -> all.getOrDefault(each, List.of()).stream())
                .sorted()
                .toList();
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(port));
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "Port %d is taken, perhaps by another study planner.".formatted(port), e);
        }
    }

    private static void sayWhoEnded(List<Part> parts) {
        PrintStream err = System.err;
        err.println(
                parts.stream()
                        .filter(each -> !each.process().isAlive())
                        .map(each ->
                                "The %s has ended with %d, and so does the study planner."
                                        .formatted(each.name(), each.process().exitValue()))
                        .collect(Collectors.joining("\n")));
    }

    /** The API gets its key and no secret of the hub; the relay gets both; the dashboard none. */
    private void start(List<Part> parts) throws IOException {
        String apiKey = apiKey();
        if (wanted.contains("relay")) {
            Map<String, String> secrets = Map.of("BELFRY_APP_SECRET", random());
            parts.add(
                    Part.start(
                            "relay",
                            RelayApplication.class,
                            options,
                            relayPort,
                            with(secrets, "STUDY_PLANNER_API_KEYS", apiKey)));
        }
        if (wanted.contains("api")) {
            parts.add(
                    Part.start(
                            "API",
                            ApiApplication.class,
                            options,
                            apiPort,
                            with(Map.of(), "STUDY_PLANNER_RELAY_API_KEY", apiKey)));
        }
        if (wanted.contains("dashboard")) {
            parts.add(Part.start("dashboard", Dashboard.class, options, dashboardPort, Map.of()));
        }
    }

    /** One for this time, where all parts are here; else somebody has to tell both. */
    private @Nullable String apiKey() {
        String given = System.getenv("STUDY_PLANNER_API_KEY");
        return given == null && wanted.equals(ALL) ? random() : given;
    }

    private static Map<String, String> with(
            Map<String, String> secrets, String name, @Nullable String value) {
        Map<String, String> all = new HashMap<>(secrets);
        if (value != null) {
            all.put(name, value);
        }
        return all;
    }

    private static String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void sayWhere() {
        out.println();
        if (wanted.contains("dashboard")) {
            out.println("The study planner is open at http://localhost:" + dashboardPort);
        }
        if (wanted.contains("api")) {
            out.println("  its API is at http://localhost:" + apiPort);
        }
        if (wanted.contains("relay")) {
            out.println("  its relay is at http://localhost:" + relayPort);
            out.println("  with the hub at http://localhost:" + hubPort);
        }
        out.println();
        out.println("Sign in as a mentor in this browser and as a pupil in a private window.");
        out.flush();
    }

    private void end(List<Part> parts) {
        isEnding = true;
        parts.forEach(Part::end);
        parts.forEach(Part::awaitEnd);
    }
}
