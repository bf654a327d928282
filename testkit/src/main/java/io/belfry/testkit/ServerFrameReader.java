package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads what a server sends after the handshake and holds it to RFC 6455.
 *
 * <p>Not thread-safe; belongs to one reading thread.
 */
final class ServerFrameReader {
    private static final int NO_STATUS = 1005;
    private static final int LONGEST_CONTROL = 125;
    private static final int LARGEST_FRAME = 64 << 20;
    private static final int NO_MESSAGE = -1;

    private final DataInputStream in;
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private int messageOpcode = NO_MESSAGE;

    ServerFrameReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** The next message or control frame, or how the connection ended. */
    Received next() {
        try {
            while (true) {
                int first = in.read();
                if (first < 0) {
                    return new Received.End(false);
                }
                Received whole = frame(first);
                if (whole != null) {
                    return whole;
                }
            }
        } catch (EOFException e) {
            return new Received.Broken("the connection ends inside a frame");
        } catch (Unlawful | CharacterCodingException e) {
            return new Received.Broken(e.toString());
        } catch (IOException e) {
            return new Received.End(true);
        }
    }

    private @Nullable Received frame(int first) throws IOException, Unlawful {
        boolean last = (first & 0x80) != 0;
        int opcode = first & 0xf;
        demand((first & 0x70) == 0, "reserved bits are set");
        int second = in.readUnsignedByte();
        demand((second & 0x80) == 0, "a server's frame is masked");
        long length = length(second);
        demand(length >= 0 && length <= LARGEST_FRAME, "a frame of " + length + " bytes");
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return opcode >= 0x8 ? control(last, opcode, payload) : data(last, opcode, payload);
    }

    private long length(int second) throws IOException {
        return switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> second;
        };
    }

    private static Received control(boolean last, int opcode, byte[] payload)
            throws Unlawful, CharacterCodingException {
        demand(last && payload.length <= LONGEST_CONTROL, "a long or fragmented control frame");
        return switch (opcode) {
            case 0x8 -> close(payload);
            case 0x9 -> new Received.Ping(payload);
            case 0xa -> new Received.Pong(payload);
            default -> throw new Unlawful("opcode " + opcode);
        };
    }

    private static Received close(byte[] payload) throws Unlawful, CharacterCodingException {
        demand(payload.length != 1, "a close frame of one byte");
        if (payload.length == 0) {
            return new Received.Close(NO_STATUS, "");
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int code = bytes.getShort() & 0xffff;
        return new Received.Close(code, text(bytes));
    }

    private @Nullable Received data(boolean last, int opcode, byte[] payload)
            throws Unlawful, CharacterCodingException {
        demand(opcode <= 0x2, "opcode " + opcode);
        boolean begins = opcode != 0;
        demand(begins == (messageOpcode == NO_MESSAGE), "fragments out of order");
        if (begins) {
            messageOpcode = opcode;
        }
        fragments.writeBytes(payload);
        if (!last) {
            return null;
        }
        byte[] message = fragments.toByteArray();
        boolean isText = messageOpcode == 0x1;
        fragments.reset();
        messageOpcode = NO_MESSAGE;
        return isText
                ? new Received.Text(text(ByteBuffer.wrap(message)))
                : new Received.Binary(message);
    }

    private static String text(ByteBuffer bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(bytes).toString();
    }

    private static void demand(boolean lawful, String otherwise) throws Unlawful {
        if (!lawful) {
            throw new Unlawful(otherwise);
        }
    }

    /** The server broke the protocol. */
    private static final class Unlawful extends Exception {
        private static final long serialVersionUID = 1L;

        Unlawful(String why) {
            super(why);
        }
    }
}
