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
 * ended. A call has nothing after the header.
 *
 * <p>The header is the number of the format, that of the kind, the length of the socket's id, the
 * number of the node that has sent it (zero for scripts), its count, the serial, and the hash of
 * the user who has come or gone; the last four in eight bytes each, the highest first.
 *
 * <p>Immutable.
 *
 * @param kind of envelope
 * @param origin zero when a script has sent it
 * @param user the hash of who has come or gone; zero for nobody
 * @param body from here to the end
 */
record Message(
        byte kind,
        long origin,
        long count,
        long serial,
        long user,
        byte[] bytes,
        int except,
        int body) {
    static final int HEADER = 35;

    private static final byte FORMAT = 1;
    private static final byte DELIVERY = 0;
    private static final byte COUNT = 1;
    private static final byte TERMINATION = 2;
    private static final byte CALL = 3;
    private static final int LONGEST_SOCKET = 65;

    /** A finished frame for the subscribers of a channel. */
    static byte[] of(Envelope.Delivery delivery, long origin, long count) {
        SocketId socket = delivery.except();
        byte[] except = socket == null ? new byte[0] : socket.value().getBytes(US_ASCII);
        byte[] frame = delivery.frame().wire();
        return header(
                        DELIVERY,
                        except.length,
                        origin,
                        count,
                        delivery.serial(),
                        except.length + frame.length)
                .put(except)
                .put(frame)
                .array();
    }

    /** How many subscriptions a channel has. */
    static byte[] of(Envelope.Count counted, long origin, long count) {
        byte[] frame = counted.frame().wire();
        return header(COUNT, 0, origin, count, counted.serial(), frame.length).put(frame).array();
    }

    /** The end of a user's connections. */
    static byte[] of(Envelope.Termination termination, long origin, long count) {
        byte[] app = termination.appId().getBytes(UTF_8);
        byte[] user = termination.userId().getBytes(UTF_8);
        return header(TERMINATION, 0, origin, count, app.length, app.length + user.length)
                .put(app)
                .put(user)
                .array();
    }

    /** Asks all other nodes to renew their lease now. */
    static byte[] call(long origin, long count) {
        return header(CALL, 0, origin, count, 0, 0).array();
    }

    private static ByteBuffer header(
            byte kind, int except, long origin, long count, long serial, int more) {
        return ByteBuffer.allocate(HEADER + more)
                .put(FORMAT)
                .put(kind)
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
        int except = bytes[2];
        if (except < 0 || except > LONGEST_SOCKET || HEADER + except > bytes.length) {
            throw new IllegalArgumentException("no socket id has the length " + except);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 3, HEADER - 3);
        return new Message(
                bytes[1],
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
     * @throws IllegalArgumentException when it is of no kind that this version knows, or something
     *     in it is none
     */
    Envelope envelope(String appId, ChannelName channel) {
        return switch (kind) {
            case DELIVERY -> new Envelope.Delivery(appId, channel, frame(), socket(), serial);
            case COUNT -> new Envelope.Count(appId, channel, frame(), serial);
            default -> throw new IllegalArgumentException("no message of the kind " + kind);
        };
    }

    /** Whether the other nodes are asked to renew their lease. */
    boolean isCall() {
        return kind == CALL;
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
    Envelope termination() {
        if (kind != TERMINATION) {
            throw new IllegalArgumentException("no message for all nodes of the kind " + kind);
        }
        int middle = Math.clamp(body + serial, body, bytes.length);
        if (middle == body || middle == bytes.length) {
            throw new IllegalArgumentException("a termination without an app or a user");
        }
        return new Envelope.Termination(
                new String(bytes, body, middle - body, UTF_8),
                new String(bytes, middle, bytes.length - middle, UTF_8));
    }
}
