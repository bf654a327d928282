package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to a Redis on this machine with nothing between (RESP2): it sends a command as it is
 * told and hands out what comes back. Every wait ends with an {@link AssertionError}.
 *
 * <p>Used by one thread at a time; not thread-safe beyond that.
 */
public final class RawRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;

    private RawRedis(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    /** Connects. */
    public static RawRedis to(int port) {
        try {
            return new RawRedis(connected(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isListening(int port) {
        try (Socket unused = connected(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket.connect(address, (int) PATIENCE.toMillis());
        return socket;
    }

    /**
     * Sends a command and takes the next answer: a {@code String}, a {@code Long}, a {@code List}
     * of these, or null.
     *
     * @throws AssertionError when the answer is an error
     */
    public @Nullable Object call(String... command) {
        sends(command);
        return receives();
    }

    /** Sends a command and waits for nothing. */
    public RawRedis sends(String... command) {
        byte[][] parts = new byte[command.length][];
        for (int i = 0; i < command.length; i++) {
            parts[i] = command[i].getBytes(UTF_8);
        }
        return sends(parts);
    }

    /** Sends a command whose parts are any bytes, and waits for nothing. */
    public RawRedis sends(byte[]... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("*" + command.length + "\r\n").getBytes(UTF_8));
        for (byte[] part : command) {
            out.writeBytes(("$" + part.length + "\r\n").getBytes(UTF_8));
            out.writeBytes(part);
            out.writeBytes("\r\n".getBytes(UTF_8));
        }
        try {
            socket.getOutputStream().write(out.toByteArray());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer or message, as {@link #call} has it. */
    public @Nullable Object receives() {
        try {
            return read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("Redis has said nothing within " + PATIENCE, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.valueOf(rest);
            case '$' -> text(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new AssertionError("Redis answered " + line);
        };
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis has ended the connection");
            }
            line.write(next);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    private @Nullable String text(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        String text = new String(in.readNBytes(length), UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private List<@Nullable Object> list(int length) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(read());
        }
        return list;
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
