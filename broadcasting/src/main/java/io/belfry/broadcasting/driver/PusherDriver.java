package io.belfry.broadcasting.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends events to the HTTP API of any server that speaks Pusher Channels (Pusher Channels
 * documentation, "HTTP API"): Belfry, Reverb, Soketi, Pusher. Connections are kept and shared.
 * Thread-safe.
 */
public final class PusherDriver implements Driver {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LONGEST_EXCERPT = 200;

    private final PusherSettings settings;
    private final Clock clock;
    private final HttpClient http;
    private final String app;
    private final String base;

    public PusherDriver(PusherSettings settings) {
        this(settings, Clock.systemUTC());
    }

    PusherDriver(PusherSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        // With HTTP/2 allowed, Java asks plain servers to upgrade to it, which Reverb takes for a
        // WebSocket.
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.connectTimeout())
                        .build();
        this.app = "/apps/" + settings.appId();
        String server = settings.server().toString();
        this.base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    @Override
    public int maxDataBytes() {
        return settings.maxDataBytes();
    }

    @Override
    public void send(Publication publication) {
        post("/events", body(publication), "the event " + publication.name());
    }

    @Override
    public void disconnect(String userId) {
        post(
                "/users/" + escaped(userId) + "/terminate_connections",
                "{}",
                "the end of connections");
    }

    @Override
    public Set<String> occupied(String prefix) {
        String answer =
                get("/channels", Map.of("filter_by_prefix", prefix), "the question for channels");
        try {
            return Set.copyOf(
                    JsonMapper.shared().readTree(answer).path("channels").propertyNames());
        } catch (JacksonException e) {
            throw BroadcastFailed.forNow(base + " answered no JSON: " + excerpt(answer), e);
        }
    }

    private String get(String endpoint, Map<String, String> parameters, String what) {
        URI uri = uri("GET", app + endpoint, parameters, new byte[0]);
        return answered(call(HttpRequest.newBuilder(uri).GET()), what);
    }

    private void post(String endpoint, String body, String what) {
        byte[] bytes = body.getBytes(UTF_8);
        URI uri = uri("POST", app + endpoint, Map.of(), bytes);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        answered(call(request), what);
    }

    private String answered(HttpResponse<String> response, String what) {
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        String message =
                "%s answered %d to %s: %s".formatted(base, status, what, excerpt(response.body()));
        throw status == TOO_MANY_REQUESTS || status >= 500
                ? BroadcastFailed.forNow(message, null)
                : BroadcastFailed.forGood(message, null);
    }

    private static String body(Publication publication) {
        JsonObject body = new JsonObject().text("name", publication.name());
        if (publication.channels().size() == 1) {
            body.text("channel", publication.channels().getFirst().value());
        } else {
            body.raw("channels", names(publication));
        }
        body.text("data", publication.data());
        if (publication.except() != null) {
            body.text("socket_id", publication.except().value());
        }
        return body.text("idempotency_key", publication.key()).end();
    }

    private static String names(Publication publication) {
        return publication.channels().stream()
                .map(ChannelName::value)
                .map(JsonObject::quoted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(settings.timeout()).build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw BroadcastFailed.forNow("%s does not answer: %s".formatted(base, reason(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BroadcastFailed.forNow("interrupted while calling " + base, e);
        }
    }

    private URI uri(String method, String path, Map<String, String> parameters, byte[] body) {
        long now = clock.instant().getEpochSecond();
        String query =
                settings
                        .key()
                        .authorizeRequest(method, path, parameters, body, now)
                        .entrySet()
                        .stream()
                        .map(each -> each.getKey() + "=" + escaped(each.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(base + path + "?" + query);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** A refused connection has no message of its own. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Servers that are none of these answer with whole pages. */
    private static String excerpt(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }

    @Override
    public void close() {
        http.close();
    }
}
