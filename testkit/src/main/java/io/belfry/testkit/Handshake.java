package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import javax.net.SocketFactory;

/**
 * The opening handshake of a {@link RawClient} (RFC 6455, section 4), correct to begin with; every
 * header can be replaced or left out.
 *
 * <p>Not thread-safe; can be used for several clients one after another.
 */
public final class Handshake {
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final String host;
    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String path = "/";
    private SocketFactory sockets = SocketFactory.getDefault();
    private Duration patience = RawHttp.PATIENCE;
    private int receiveBuffer;
    private byte[] along = {};

    Handshake(String host, int port) {
        this.host = host;
        this.port = port;
        headers.put("host", host + ":" + port);
        headers.put("upgrade", "websocket");
        headers.put("connection", "Upgrade");
        headers.put("sec-websocket-version", "13");
        headers.put("sec-websocket-key", key());
    }

    /** Which path to ask for, with its query. */
    public Handshake path(String path) {
        this.path = path;
        return this;
    }

    /** Adds a header, or replaces the one of that name. */
    public Handshake header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    /** Leaves a header out. */
    public Handshake without(String name) {
        headers.remove(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** Takes sockets from elsewhere, for example from an SSL context. */
    public Handshake over(SocketFactory sockets) {
        this.sockets = sockets;
        return this;
    }

    /** How long each wait of the client may take before it fails; 10 seconds unless said. */
    public Handshake patience(Duration patience) {
        this.patience = patience;
        return this;
    }

    /**
     * How much the kernel takes for the client before it reads, in bytes. A small one lets a server
     * feel soon that a client does not read.
     */
    public Handshake receiveBuffer(int bytes) {
        this.receiveBuffer = bytes;
        return this;
    }

    /** Sends these bytes too, in the same write as the request, without waiting for its answer. */
    public Handshake along(byte[] bytes) {
        this.along = bytes;
        return this;
    }

    /**
     * Opens the connection.
     *
     * @throws AssertionError when the server answers anything but a correct upgrade
     */
    public RawClient open() {
        Wire wire = request();
        RawResponse response = response(wire);
        if (response.status() != 101 || !accepts(response)) {
            wire.close();
            throw new AssertionError("expected a WebSocket at " + path + ", but got " + response);
        }
        return new RawClient(wire, response, patience);
    }

    /** Asks for the upgrade and ends the connection with whatever the answer is. */
    public RawResponse answer() {
        Wire wire = request();
        try {
            return response(wire);
        } finally {
            wire.close();
        }
    }

    private Wire request() {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        byte[] head = request.append("\r\n").toString().getBytes(UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + along.length);
        System.arraycopy(along, 0, all, head.length, along.length);
        Wire wire = Wire.to(host, port, sockets, receiveBuffer, patience);
        wire.send(all, 0, all.length);
        return wire;
    }

    private RawResponse response(Wire wire) {
        try {
            wire.readsAtMost(patience);
            RawResponse response = new ResponseReader(wire.in()).next(true);
            wire.readsAtMost(Duration.ZERO);
            return response;
        } catch (IOException e) {
            wire.close();
            throw new AssertionError("no answer to the handshake: " + e.getMessage(), e);
        }
    }

    private boolean accepts(RawResponse response) {
        String accept = response.header("sec-websocket-accept");
        return accept != null
                && accept.equals(expectedAccept())
                && "websocket".equalsIgnoreCase(response.header("upgrade"));
    }

    private String expectedAccept() {
        try {
            String salted = headers.getOrDefault("sec-websocket-key", "") + ACCEPT_SALT;
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(salted.getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String key() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
