package io.belfry.conformance.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.JsonObject;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.SeenMessage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One client of a crowd: upgrades, subscribes to one channel, and keeps what it hears. Reads the
 * short frames that a hub sends to it and no others.
 *
 * <p>Confined to the thread of its crowd; not thread-safe.
 */
final class Visitor {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final SocketChannel socket;
    private final SelectionKey key;
    private final String path;
    private final String channel;
    private final ByteBuffer in = ByteBuffer.allocate(1024);
    private final List<SeenMessage> heard = new ArrayList<>(1);
    private boolean upgraded;
    private boolean joined;
    private boolean left;
    private int closeCode;

    Visitor(SocketChannel socket, SelectionKey key, String path, String channel) {
        this.socket = socket;
        this.key = key;
        this.path = path;
        this.channel = channel;
    }

    boolean hasJoined() {
        return joined;
    }

    /** What came after joining. */
    List<SeenMessage> heard() {
        return heard;
    }

    boolean hasLeft() {
        return left;
    }

    int closeCode() {
        return closeCode;
    }

    /** Goes on where the socket is ready to. */
    void proceed() throws IOException {
        if (key.isConnectable()) {
            socket.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            send(upgrade().getBytes(UTF_8));
        } else if (socket.read(in) < 0) {
            left = true;
            close();
        } else {
            in.flip();
            read();
            in.compact();
        }
    }

    /** Small enough that the kernel always takes it whole. */
    void send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        socket.write(out);
        if (out.hasRemaining()) {
            throw new AssertionError("the kernel did not take " + bytes.length + " bytes");
        }
    }

    void close() throws IOException {
        socket.close();
    }

    private String upgrade() {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    private void read() throws IOException {
        if (!upgraded) {
            skipResponse();
        }
        while (upgraded && nextFrameIsWhole()) {
            readFrame();
        }
    }

    private void skipResponse() {
        String text = UTF_8.decode(in.duplicate()).toString();
        int end = text.indexOf("\r\n\r\n");
        if (end >= 0) {
            if (!text.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError("not let in: " + text);
            }
            in.position(in.position() + end + 4);
            upgraded = true;
        }
    }

    private boolean nextFrameIsWhole() {
        if (in.remaining() < 2) {
            return false;
        }
        int length = in.get(in.position() + 1);
        if (length == 126) {
            return in.remaining() >= 4 && in.remaining() >= 4 + in.getShort(in.position() + 2);
        }
        return in.remaining() >= 2 + length;
    }

    private void readFrame() throws IOException {
        int first = in.get() & 0xff;
        int length = in.get();
        byte[] payload = new byte[length == 126 ? in.getShort() : length];
        in.get(payload);
        switch (first) {
            case TEXT -> hear(SeenMessage.of(new String(payload, UTF_8)));
            case CLOSE -> closeCode = ByteBuffer.wrap(payload).getShort();
            default -> throw new AssertionError("a frame of no use: " + first);
        }
    }

    private void hear(SeenMessage message) throws IOException {
        switch (message.event()) {
            case "pusher:connection_established" -> subscribe();
            case "pusher_internal:subscription_succeeded" -> joined = true;
            default -> heard.add(message);
        }
    }

    private void subscribe() throws IOException {
        String data = new JsonObject().text("channel", channel).text("auth", "").end();
        JsonObject message = new JsonObject().text("event", "pusher:subscribe");
        send(ClientFrame.text(message.raw("data", data).end()).bytes());
    }
}
