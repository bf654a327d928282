package io.belfry.cli;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.SignedText;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A hub on this machine that runs in another process, asked over its HTTP API. Immutable but for
 * its connections, which end with {@link #close}.
 */
final class RemoteHub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final String origin;
    private final String prefix;

    private RemoteHub(HttpClient http, String origin, String prefix) {
        this.http = http;
        this.origin = origin;
        this.prefix = prefix;
    }

    /**
     * The hub with these settings.
     *
     * @param port that it really listens on
     * @throws IOException when its certificate cannot be read
     */
    static RemoteHub of(HubSettings settings, int port) throws IOException {
        // The hub speaks HTTP/1.1 only; asking for more would cost a round of upgrading.
        HttpClient.Builder http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE);
        Path certificate = settings.tls().certificate();
        if (certificate != null) {
            http.sslContext(PinnedCertificate.trusting(certificate));
        }
        return new RemoteHub(http.build(), origin(settings, port), settings.server().path());
    }

    /**
     * Where the hub with these settings is asked from this machine, without its path prefix.
     *
     * @param port that it really listens on
     */
    static String origin(HubSettings settings, int port) {
        String scheme = settings.tls().enabled() ? "https" : "http";
        return scheme + "://" + host(settings.server()) + ":" + port;
    }

    private static String host(ServerSettings server) {
        return switch (server.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
            case String host when host.contains(":") -> "[" + host + "]";
            case String host -> host;
        };
    }

    /** Where it is asked. */
    String address() {
        return origin + prefix;
    }

    /** The status code of its health: 200, or 503 while it is draining. */
    int health() throws IOException, InterruptedException {
        return get("/up", Map.of()).statusCode();
    }

    /** The connections of an app, subscribed or not. */
    Answer connections(AppSettings app) throws IOException, InterruptedException {
        return ask(app, "connections");
    }

    /** The occupied channels of an app. */
    Answer channels(AppSettings app) throws IOException, InterruptedException {
        return ask(app, "channels");
    }

    /**
     * What came back: a count, or the status of a refusal.
     *
     * @param count null when refused
     */
    record Answer(int status, @Nullable Integer count) {}

    private Answer ask(AppSettings app, String what) throws IOException, InterruptedException {
        String path = prefix + "/apps/" + app.id() + "/" + what;
        HttpResponse<String> response = get(path.substring(prefix.length()), signed(app, path));
        return new Answer(
                response.statusCode(),
                response.statusCode() == 200 ? count(response.body(), what) : null);
    }

    private static Map<String, String> signed(AppSettings app, String path) {
        AppKey key = app.keys().getFirst();
        Map<String, String> query = new TreeMap<>();
        query.put("auth_key", key.key());
        query.put("auth_timestamp", Long.toString(Instant.now().getEpochSecond()));
        query.put("auth_version", "1.0");
        query.put("auth_signature", key.sign(SignedText.ofRequest("GET", path, query)));
        return query;
    }

    private HttpResponse<String> get(String path, Map<String, String> query)
            throws IOException, InterruptedException {
        String parameters =
                query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
        URI uri = URI.create(origin + prefix + path + parameters);
        return http.send(
                HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    // JSON is YAML, and YAML is what this program can read anyway.
    private static int count(String json, String member) throws IOException {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(json.length() + 1).build();
        Object counted =
                new Load(settings).loadFromString(json) instanceof Map<?, ?> object
                        ? object.get(member)
                        : null;
        return switch (counted) {
            case Number number -> number.intValue();
            case Map<?, ?> members -> members.size();
            case null, default -> throw new IOException("this is no answer of a hub");
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
