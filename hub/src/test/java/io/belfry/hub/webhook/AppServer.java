package io.belfry.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An app's own server: a real one, which keeps what it is sent and answers as it is told. */
final class AppServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Answers answers = (exchange, request) -> 200;

    /** One request, as it came. */
    record Received(String path, String protocol, HttpExchange exchange, String body) {
        String header(String name) {
            List<String> values = exchange.getRequestHeaders().get(name);
            assertThat(values).as("header " + name).hasSize(1);
            return values.getFirst();
        }

        boolean has(String header) {
            return exchange.getRequestHeaders().containsKey(header);
        }
    }

    /** Gives the status of an answer. */
    @FunctionalInterface
    interface Answers {
        int status(HttpExchange exchange, Received request) throws IOException;
    }

    AppServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port on loopback", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return url("/hooks");
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void answers(Answers answers) {
        this.answers = answers;
    }

    /** Never answers calls whose body has this text in it, and all others with 200. */
    void isSilentAbout(String text) {
        answers =
                (exchange, request) -> {
                    if (request.body().contains(text)) {
                        untilClosed();
                    }
                    return 200;
                };
    }

    Received next() {
        try {
            Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("a call within " + PATIENCE_SECONDS + " s").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the next call tells, without the frame of its body. */
    String nextEvents() {
        String body = next().body();
        return body.substring(body.indexOf('['), body.lastIndexOf(']') + 1);
    }

    /** Whether anything has come that was not looked at. */
    boolean hasMore() {
        return !received.isEmpty();
    }

    void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request =
                    new Received(
                            exchange.getRequestURI().toString(),
                            exchange.getProtocol(),
                            exchange,
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            received.add(request);
            exchange.sendResponseHeaders(answers.status(exchange, request), -1);
        }
    }
}
