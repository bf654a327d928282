package io.belfry.example.studyplanner.dashboard;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpHandlers;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import io.belfry.example.studyplanner.Options;
import io.belfry.example.studyplanner.Starter;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;

/**
 * Serves the pages as they were built, and {@code /config.json}, which tells them where the API and
 * the hub are: so the same pages work everywhere, and there is no secret in them.
 */
public final class Dashboard {
    private static final int OK = 200;
    private static final int PORT = 8100;

    private Dashboard() {}

    public static void main(String[] args) throws IOException, URISyntaxException {
        Starter.endWithIt();
        Options options = Options.ofProgram(args);
        try {
            start(options);
        } catch (IllegalArgumentException | BindException e) {
            PrintStream err = System.err;
            err.println(
                    "The dashboard does not start at port %d: %s"
                            .formatted(port(options), e.getMessage()));
            System.exit(1);
        }
    }

    private static int port(Options options) {
        return options.port("server.port", PORT);
    }

    /**
     * Serves until its process ends.
     *
     * @throws IllegalArgumentException when an option is missing
     */
    static HttpServer start(Options options) throws IOException, URISyntaxException {
        URI api = URI.create(options.required("study-planner.api.url"));
        URI hub = URI.create(options.required("study-planner.hub.url"));
        String key = options.required("study-planner.hub.key");
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(port(options)),
                        0,
                        "/",
                        SimpleFileServer.createFileHandler(pages()),
                        Filter.beforeHandler("what pages may do", e -> guard(e, api, hub)));
        Map<String, Object> config = Map.of("api", api, "hub", hub, "key", key);
        server.createContext("/config.json", json(config));
        // As the other two have it, for who watches all three.
        server.createContext("/actuator/health", json(Map.of("status", "UP")));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private static void guard(HttpExchange exchange, URI api, URI hub) {
        Headers headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; connect-src"
                        + " 'self' %s %s"
                                .formatted(api, hub.toString().replaceFirst("http", "ws")));
        headers.set("X-Content-Type-Options", "nosniff");
        boolean isNamedByContent = exchange.getRequestURI().getPath().startsWith("/assets/");
        headers.set("Cache-Control", isNamedByContent ? "max-age=31536000, immutable" : "no-cache");
    }

    private static HttpHandler json(Map<String, ?> body) {
        return HttpHandlers.of(
                OK,
                Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                JsonMapper.shared().writeValueAsString(body));
    }

    /** In the folder of classes, or in the jar. */
    private static Path pages() throws IOException, URISyntaxException {
        URL index = Objects.requireNonNull(Dashboard.class.getResource("/static/index.html"));
        if (index.getProtocol().equals("jar")) {
            // Open as long as the process.
            return FileSystems.newFileSystem(index.toURI(), Map.of()).getPath("/static");
        }
        return Objects.requireNonNull(Path.of(index.toURI()).getParent());
    }
}
