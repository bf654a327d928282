package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.testkit.Received.Close;
import io.belfry.testkit.Received.End;
import io.belfry.testkit.Received.Pong;
import io.belfry.testkit.Received.Text;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket client that does what it is told and nothing by itself: it sends frames right or
 * wrong, answers no ping and no close frame, and keeps what it received, in order, until asked.
 *
 * <p>Every wait ends: what does not come within the client's patience is an {@link AssertionError}
 * that says what was expected. A thread of its own reads, so that a slow test does not look like a
 * slow client; {@link #stopsReading()} makes it one.
 *
 * <p>Used by one thread at a time; not thread-safe beyond that.
 */
public final class RawClient implements AutoCloseable {
    private final Wire wire;
    private final RawResponse handshake;
    private final Duration patience;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile CountDownLatch reading = new CountDownLatch(0);

    RawClient(Wire wire, RawResponse handshake, Duration patience) {
        this.wire = wire;
        this.handshake = handshake;
        this.patience = patience;
        Thread.ofVirtual().name("raw-client").start(this::read);
    }

    /** Begins a connection. */
    public static Handshake to(String host, int port) {
        return new Handshake(host, port);
    }

    /** What the server answered to the handshake. */
    public RawResponse handshake() {
        return handshake;
    }

    /** Sends a whole text message. */
    public RawClient sends(String text) {
        return sends(ClientFrame.text(text));
    }

    /** Sends frames in one write. */
    public RawClient sends(ClientFrame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ClientFrame frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        return sends(bytes.toByteArray());
    }

    /**
     * Sends bytes as they are. What a server that has closed no longer takes is lost in silence.
     */
    public RawClient sends(byte[] bytes) {
        wire.send(bytes, 0, bytes.length);
        return this;
    }

    /** Sends bytes in writes of at most so many each. */
    public RawClient sendsInPieces(int pieceBytes, byte[] bytes) {
        for (int start = 0; start < bytes.length; start += pieceBytes) {
            wire.send(bytes, start, Math.min(pieceBytes, bytes.length - start));
        }
        return this;
    }

    /** The next thing that came, whatever it is. */
    public Received receives() {
        return receives("anything");
    }

    /** The text of the next thing that came, which must be a text message. */
    public String receivesText() {
        Received next = receives("a text message");
        if (next instanceof Text(String text)) {
            return text;
        }
        throw unexpected("a text message", next);
    }

    /** Waits for a pong with this payload; it must be the next thing that comes. */
    public RawClient receivesPong(String payload) {
        return receivesPong(payload.getBytes(UTF_8));
    }

    /** Waits for a pong with this payload; it must be the next thing that comes. */
    public RawClient receivesPong(byte[] payload) {
        Pong expected = new Pong(payload);
        Received next = receives(expected.toString());
        if (next instanceof Pong(byte[] bytes) && Arrays.equals(bytes, payload)) {
            return this;
        }
        throw unexpected(expected.toString(), next);
    }

    /**
     * Makes sure that the server has sent nothing else, without waiting for it: a ping goes out,
     * and its pong must be the next thing that comes.
     */
    public RawClient receivesNothingMore() {
        // Two fences, for the reason given in HubClient.
        sends(ClientFrame.ping("fence")).receivesPong("fence");
        return sends(ClientFrame.ping("fence")).receivesPong("fence");
    }

    /** Waits for a close frame with this code; it must be the next thing that comes. */
    public Close closedWith(int code) {
        String expected = "a close frame with " + code;
        Received next = receives(expected);
        if (next instanceof Close close && close.code() == code) {
            return close;
        }
        throw unexpected(expected, next);
    }

    /** Waits until the server ends the TCP connection; it must not send anything before. */
    public End ends() {
        Received next = receives("the end of the connection");
        if (next instanceof End end) {
            return end;
        }
        throw unexpected("the end of the connection", next);
    }

    /**
     * Leaves what the server sends in the buffers of the kernel, but for what is being read just
     * now. Since those buffers are large, see also {@link Handshake#receiveBuffer}.
     */
    public RawClient stopsReading() {
        reading = new CountDownLatch(1);
        return this;
    }

    /** Reads on after {@link #stopsReading()}. */
    public RawClient readsOn() {
        reading.countDown();
        return this;
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public RawClient halfCloses() {
        wire.halfClose();
        return this;
    }

    /** Ends the connection with a reset. */
    public void resets() {
        wire.reset();
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() {
        reading.countDown();
        wire.close();
    }

    private Received receives(String expected) {
        try {
            Received next = received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError(
                        "expected " + expected + ", but nothing came within " + patience);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while expecting " + expected, e);
        }
    }

    private static AssertionError unexpected(String expected, Received actual) {
        return new AssertionError("expected " + expected + ", but got " + actual);
    }

    private void read() {
        ServerFrameReader frames = new ServerFrameReader(wire.in());
        try {
            boolean more = true;
            while (more) {
                reading.await();
                Received next = frames.next();
                received.add(next);
                more = !(next instanceof End || next instanceof Received.Broken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
