package io.belfry.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/** As much of a WebSocket client as these tests need, byte by byte. */
final class WebSocketBytes {
    private WebSocketBytes() {}

    /** Asks for the upgrade and waits for the first frame, which greets the client. */
    static void upgrade(Socket socket, String path) throws IOException {
        socket.setSoTimeout(30_000);
        String request =
                "GET %s?protocol=7 HTTP/1.1\r\n".formatted(path)
                        + "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        awaits(socket, "connection_established");
    }

    /** Reads until this has come. */
    static void awaits(Socket socket, String wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(wanted) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no " + wanted + " in " + seen);
            }
            seen.append((char) next);
        }
    }

    /** Sends a short text, masked with zeros, which leave it as it is. */
    static void send(Socket socket, String text) throws IOException {
        byte[] payload = text.getBytes(US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }
}
