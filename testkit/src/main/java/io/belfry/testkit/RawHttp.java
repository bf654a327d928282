package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;

import javax.net.SocketFactory;

/**
 * HTTP/1.1 by hand over one TCP connection: requests in pieces, several at once, with any header,
 * right or wrong. Nothing is added to what is sent but what a method says.
 *
 * <p>Not thread-safe.
 */
public final class RawHttp implements AutoCloseable {
    /** How long a wait may take before it fails, unless said otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Wire wire;
    private final ResponseReader responses;
    private final String authority;
    private final Duration patience;

    private RawHttp(Wire wire, String authority, Duration patience) {
        this.wire = wire;
        this.responses = new ResponseReader(wire.in());
        this.authority = authority;
        this.patience = patience;
    }

    /** Connects without TLS. */
    public static RawHttp to(String host, int port) {
        return to(host, port, SocketFactory.getDefault(), PATIENCE);
    }

    /**
     * Connects.
     *
     * @param sockets makes the socket, with TLS when it is the factory of an SSL context
     * @param patience how long each wait may take before it fails
     * @throws java.io.UncheckedIOException when nobody answers
     */
    public static RawHttp to(String host, int port, SocketFactory sockets, Duration patience) {
        Wire wire = Wire.to(host, port, sockets, 0, patience);
        wire.readsAtMost(patience);
        return new RawHttp(wire, host + ":" + port, patience);
    }

    /** Sends a text as it stands, in UTF-8; line ends are the caller's. */
    public RawHttp sends(String text) {
        return sends(text.getBytes(UTF_8));
    }

    /** Sends bytes as they are. */
    public RawHttp sends(byte[] bytes) {
        wire.send(bytes, 0, bytes.length);
        return this;
    }

    /** Sends a request with {@code Host}, {@code Content-Length} when there is a body, and more. */
    public RawHttp requests(
            String method, String target, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(authority).append("\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return sends(all);
    }

    /** Sends a GET and waits for the answer. */
    public RawResponse get(String target) {
        return requests("GET", target, Map.of(), new byte[0]).response();
    }

    /**
     * The next response.
     *
     * @throws AssertionError when none comes in time, or something that is no response
     */
    public RawResponse response() {
        return response(true);
    }

    /** The next response, which answers a HEAD and so has no body. */
    public RawResponse responseToHead() {
        return response(false);
    }

    /**
     * Waits until the server ends the connection.
     *
     * @throws AssertionError when it does not in time, or says something more
     */
    public void seesTheEnd() {
        try {
            int b = wire.in().read();
            if (b >= 0) {
                throw new AssertionError("expected the end of the connection, but there is more");
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still connected after " + patience, e);
        } catch (IOException reset) {
            // Also an end.
        }
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public RawHttp halfCloses() {
        wire.halfClose();
        return this;
    }

    /** Ends the connection with a reset. */
    public void resets() {
        wire.reset();
    }

    @Override
    public void close() {
        wire.close();
    }

    private RawResponse response(boolean hasBody) {
        try {
            return responses.next(hasBody);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no whole response within " + patience, e);
        } catch (IOException e) {
            throw new AssertionError("no response: " + e.getMessage(), e);
        }
    }
}
