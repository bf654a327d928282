package io.belfry.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A push service on loopback (RFC 8030), with browsers that have subscribed there. Thread-safe. */
public final class GivenPushService implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int PATIENCE_SECONDS = 10;

    private final HttpServer server;
    private final Map<String, GivenBrowser> browsers = new ConcurrentHashMap<>();
    private final BlockingQueue<Pushed> pushed = new LinkedBlockingQueue<>();
    private volatile int status = CREATED;
    private volatile Map<String, String> headers = Map.of();

    /**
     * A message that has come.
     *
     * @param text opened
     * @param headers by which it came
     */
    public record Pushed(GivenBrowser browser, String text, Headers headers) {}

    private GivenPushService(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that takes every message for a browser that it knows. */
    public static GivenPushService standard() {
        try {
            return new GivenPushService(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A browser subscribes. */
    public GivenBrowser subscribes() {
        String path = "/to/" + (browsers.size() + 1);
        GivenBrowser browser =
                GivenBrowser.at("http://127.0.0.1:" + server.getAddress().getPort() + path);
        browsers.put(path, browser);
        return browser;
    }

    /** A browser has gone: the service answers 410 for it. */
    public void forgets(GivenBrowser browser) {
        browsers.values().remove(browser);
    }

    /** From now on it answers like this, and takes nothing; 201 and no headers to take again. */
    public void answers(int other, Map<String, String> with) {
        status = other;
        headers = with;
    }

    /**
     * The next message.
     *
     * @throws AssertionError when none comes within 10 s
     */
    public Pushed awaitPushed() throws InterruptedException {
        Pushed next = pushed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was pushed");
        }
        return next;
    }

    /** How many have come that nobody has asked for. */
    public int waiting() {
        return pushed.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] sealed = exchange.getRequestBody().readAllBytes();
        GivenBrowser browser = browsers.get(exchange.getRequestURI().getPath());
        int answer = browser == null ? 410 : status;
        headers.forEach(exchange.getResponseHeaders()::add);
        if (browser != null && answer == CREATED) {
            pushed.add(new Pushed(browser, browser.opens(sealed), exchange.getRequestHeaders()));
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
