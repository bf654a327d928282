package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A server that reads one request, answers with bytes that a test wrote down, and stays silent, for
 * what no hub does. Serves one connection.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Thread thread;

    /** Held for as long as the server is: the JVM closes a socket that nobody refers to. */
    private volatile @Nullable Socket connection;

    private ScriptedServer(Script script) throws IOException {
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.thread = Thread.ofVirtual().start(() -> serve(script));
    }

    /** What the server does with a connection whose request it has read. */
    @FunctionalInterface
    interface Script {
        void play(Socket socket, String webSocketKey) throws IOException;
    }

    /** Answers every request with these bytes. */
    static ScriptedServer saying(String answer) throws IOException {
        return new ScriptedServer(
                (socket, key) -> socket.getOutputStream().write(answer.getBytes(ISO_8859_1)));
    }

    /** Accepts a WebSocket and sends these bytes over it. */
    static ScriptedServer webSocketSaying(int... bytes) throws IOException {
        return new ScriptedServer((socket, key) -> accept(socket, key, bytes));
    }

    /** Accepts a WebSocket, sends these bytes over it and ends the connection. */
    static ScriptedServer webSocketEndingWith(int... bytes) throws IOException {
        return new ScriptedServer((socket, key) -> {
            accept(socket, key, bytes);
            socket.close();
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Socket open = connection;
        if (open != null) {
            open.close();
        }
        thread.interrupt();
    }

    private void serve(Script script) {
        try {
            Socket socket = listening.accept();
            connection = socket;
            script.play(socket, webSocketKey(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String webSocketKey(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String key = "";
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
            if (line.startsWith("sec-websocket-key: ")) {
                key = line.substring("sec-websocket-key: ".length());
            }
        }
        return key;
    }

    private static void accept(Socket socket, String key, int... bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        String head =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                        + hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        + "\r\n\r\n";
        out.write(head.getBytes(ISO_8859_1));
        for (int b : bytes) {
            out.write(b);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
