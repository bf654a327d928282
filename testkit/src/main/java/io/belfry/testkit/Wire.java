package io.belfry.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

import javax.net.SocketFactory;

/**
 * One TCP connection, used as rudely as a test likes.
 *
 * <p>Thread-safe as far as one thread reads and another writes.
 */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects.
     *
     * @param receiveBuffer what the kernel may hold unread, in bytes; 0 leaves it to the kernel
     * @throws UncheckedIOException when nobody answers within {@code patience}
     */
    static Wire to(
            String host, int port, SocketFactory sockets, int receiveBuffer, Duration patience) {
        try {
            Socket socket = sockets.createSocket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(patience.toMillis()));
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("nobody answers at " + host + ":" + port, e);
        }
    }

    InputStream in() {
        return in;
    }

    /** How long a read may wait; zero is for ever. */
    void readsAtMost(Duration patience) {
        try {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends, if the other end still listens. What it no longer takes is lost in silence: how the
     * connection ended is for the reader to tell.
     */
    void send(byte[] bytes, int start, int length) {
        try {
            socket.getOutputStream().write(bytes, start, length);
        } catch (IOException gone) {
            // The reader sees the same end, and says so to whoever waits.
        }
    }

    /** Says that nothing more will be sent, and goes on reading. */
    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection without a farewell: the other end sees a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
