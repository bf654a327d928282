package io.belfry.conformance.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.belfry.protocol.AppKey;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An app's own server, as a hub calls it: keeps each call, and answers 200 unless it was told
 * otherwise.
 *
 * <p>Thread-safe.
 */
final class AppServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** One call, as it came. */
    record Call(String key, String signature, String contentType, String body) {
        /** Whether the body was signed with the key. */
        boolean isSignedBy(AppKey app) {
            return key.equals(app.key()) && app.verifies(body, signature);
        }

        long timeMillis() {
            return JsonMapper.shared().readTree(body).path("time_ms").longValue();
        }

        List<JsonNode> events() {
            List<JsonNode> events = new ArrayList<>();
            JsonMapper.shared().readTree(body).path("events").forEach(events::add);
            return events;
        }

        /** Its only event. */
        JsonNode event() {
            List<JsonNode> events = events();
            if (events.size() != 1) {
                throw new AssertionError("expected one event, but was told " + body);
            }
            return events.getFirst();
        }
    }

    AppServer() {
        try {
            InetAddress here = InetAddress.getLoopbackAddress();
            server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
    }

    /** Answers the next calls so, one after the other. */
    void answersNext(Integer... with) {
        statuses.addAll(List.of(with));
    }

    /** The next call, whatever it tells. */
    Call isCalled() {
        try {
            Call call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("no call came within " + PATIENCE_SECONDS + " s");
            }
            return call;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next call, which must be about just this. */
    JsonNode isTold(String name, String channel) {
        JsonNode event = isCalled().event();
        if (!name.equals(event.path("name").stringValue())
                || !channel.equals(event.path("channel").stringValue())) {
            throw new AssertionError("expected " + name + " of " + channel + ", was told " + event);
        }
        return event;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            calls.add(
                    new Call(
                            header(exchange, "X-Pusher-Key"),
                            header(exchange, "X-Pusher-Signature"),
                            header(exchange, "Content-Type"),
                            body));
            Integer status = statuses.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
