package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What travels between nodes: a header of {@value #HEADER} bytes, then the socket that is left out,
 * then the finished frame as it goes to clients, or the app and the user whose connections are
 * ended.
 *
 * <p>The header is the number of the format, the length of the socket's id, the number of the node
 * that has sent it (zero for scripts), its count, the serial, and the hash of the user who has come
 * or gone; the last four in eight bytes each, the highest first.
 *
 * <p>Immutable.
 *
 * @param origin zero when a script has sent it
 * @param user the hash of who has come or gone; zero for nobody
 * @param body from here to the end
 */
record Message(
        long origin, long count, long serial, long user, byte[] bytes, int except, int body) {
    static final int HEADER = 34;

    private static final byte FORMAT = 1;
    private static final int LONGEST_SOCKET = 65;

    /** A finished frame for the subscribers of a channel. */
    static byte[] of(Envelope.Delivery delivery, long origin, long count) {
        SocketId socket = delivery.except();
        byte[] except = socket == null ? new byte[0] : socket.value().getBytes(US_ASCII);
        byte[] frame = delivery.frame().wire();
        return header(except.length, origin, count, delivery.serial(), except.length + frame.length)
                .put(except)
                .put(frame)
                .array();
    }

    /** The end of a user's connections. */
    static byte[] of(Envelope.Termination termination, long origin, long count) {
        byte[] app = termination.appId().getBytes(UTF_8);
        byte[] user = termination.userId().getBytes(UTF_8);
        return header(0, origin, count, app.length, app.length + user.length)
                .put(app)
                .put(user)
                .array();
    }

    private static ByteBuffer header(int except, long origin, long count, long serial, int more) {
        return ByteBuffer.allocate(HEADER + more)
                .put(FORMAT)
                .put((byte) except)
                .putLong(origin)
                .putLong(count)
                .putLong(serial)
                .putLong(0);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none, or one of another version of Belfry
     */
    static Message read(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != FORMAT) {
            throw new IllegalArgumentException(
                    bytes.length < HEADER
                            ? "too short for a message of a node: " + bytes.length + " bytes"
                            : "a message in format " + bytes[0] + "; this version reads " + FORMAT);
        }
        int except = bytes[1];
        if (except < 0 || except > LONGEST_SOCKET || HEADER + except > bytes.length) {
            throw new IllegalArgumentException("no socket id has the length " + except);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 2, HEADER - 2);
        return new Message(
                header.getLong(),
                header.getLong(),
                header.getLong(),
                header.getLong(),
                bytes,
                except,
                HEADER + except);
    }

    /**
     * As an envelope.
     *
     * @throws IllegalArgumentException when socket or frame are none
     */
    Envelope.Delivery delivery(String appId, ChannelName channel) {
        return new Envelope.Delivery(appId, channel, frame(), socket(), serial);
    }

    private Frame frame() {
        return Frame.ofWire(Arrays.copyOfRange(bytes, body, bytes.length));
    }

    private @Nullable SocketId socket() {
        return except == 0 ? null : new SocketId(new String(bytes, HEADER, except, US_ASCII));
    }

    /**
     * As an envelope.
     *
     * @throws IllegalArgumentException when app or user are missing
     */
    Envelope.Termination termination() {
        int middle = Math.clamp(body + serial, body, bytes.length);
        if (middle == body || middle == bytes.length) {
            throw new IllegalArgumentException("a termination without an app or a user");
        }
        return new Envelope.Termination(
                new String(bytes, body, middle - body, UTF_8),
                new String(bytes, middle, bytes.length - middle, UTF_8));
    }
}
