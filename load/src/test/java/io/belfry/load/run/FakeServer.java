package io.belfry.load.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.load.server.Target;
import io.belfry.protocol.AppKey;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks just enough of the protocol to be loaded, and misbehaves as a test tells it to. All that
 * is published or sent by clients is delivered under one lock, in the order in which it came.
 *
 * <p>Thread-safe; a thread for each connection.
 */
final class FakeServer implements AutoCloseable {
    private static final Pattern HEAD_LENGTH = Pattern.compile("(?i)\ncontent-length: *([0-9]+)");
    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\"([^\"]*)\"");
    private static final Pattern USER = Pattern.compile("user_id\\\\\":\\\\\"([^\\\\]*)");
    private static final Pattern MARK = Pattern.compile("belfry~~([0-9a-f]{8})([0-9a-f]{8})");

    /** Nothing wrong so far. */
    static final Answer OK = new Answer(200, "{}", false, false);

    final AppKey key = new AppKey("fake-key", "fake-secret");
    final Set<Client> clients = ConcurrentHashMap.newKeySet();
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Behaviour behaviour;
    private int posts;
    private int connections;

    /** What the API answers. */
    record Answer(int status, String text, boolean lastOne, boolean cutInstead) {}

    /** One message on its way to subscribers. */
    record Message(String channel, int lane, int sequence, String text) {}

    /** How it misbehaves; as it stands here, not at all. */
    interface Behaviour {
        /** Under the lock. */
        default Answer posted(int number, Message message) {
            return OK;
        }

        /** Under the lock; to whoever tries out whether it takes events at all. */
        default Answer tried() {
            return OK;
        }

        /** Under the lock, once for each receiver. */
        default void deliver(Message message, Client to) {
            to.says(message.text());
        }

        /** Under the lock; what is told when somebody comes or goes. */
        default void change(String text, Client to) {
            to.says(text);
        }

        default String upgrade() {
            return "HTTP/1.1 101 Switching Protocols\r\n"
                    + "Upgrade: websocket\r\n"
                    + "Connection: Upgrade\r\n"
                    + "\r\n";
        }

        default void subscribed(Client client) {
            client.says("{\"event\":\"pusher_internal:subscription_succeeded\",\"data\":\"{}\"}");
        }
    }

    private FakeServer(ServerSocket listening, Behaviour behaviour) {
        this.listening = listening;
        this.behaviour = behaviour;
    }

    static FakeServer that(Behaviour behaviour) {
        try {
            ServerSocket socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
            FakeServer server = new FakeServer(socket, behaviour);
            Thread.ofPlatform().daemon().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Target target() {
        URI address = URI.create("http://127.0.0.1:" + listening.getLocalPort());
        return new Target(address, address, "4711", key, null);
    }

    /** How many connections there have been to the API. */
    synchronized int apiConnections() {
        return connections;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: that is how this ends.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String head = head(in);
            if (head.startsWith("GET /app/")) {
                socket.getOutputStream().write(behaviour.upgrade().getBytes(US_ASCII));
                new Client(socket.getOutputStream()).listen(in);
                return;
            }
            synchronized (this) {
                connections++;
            }
            for (; !head.isEmpty(); head = head(in)) {
                if (!answer(head, in, socket.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static String head(DataInputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(US_ASCII);
    }

    private boolean answer(String head, DataInputStream in, OutputStream out) throws IOException {
        Matcher length = HEAD_LENGTH.matcher(head);
        byte[] body = new byte[length.find() ? Integer.parseInt(length.group(1)) : 0];
        in.readFully(body);
        Answer answer = post(new String(body, UTF_8));
        if (answer.cutInstead) {
            return false;
        }
        String text =
                "HTTP/1.1 %d Whatever\r\nContent-Length: %d\r\n%s\r\n%s"
                        .formatted(
                                answer.status,
                                answer.text.length(),
                                answer.lastOne ? "Connection: close\r\n" : "",
                                answer.text);
        out.write(text.getBytes(US_ASCII));
        return !answer.lastOne;
    }

    private synchronized Answer post(String body) {
        if (body.contains("preflight")) {
            return behaviour.tried();
        }
        Message message = message(body, "bench");
        Answer answer = behaviour.posted(posts++, message);
        if (answer.status == 200) {
            deliver(message, null);
        }
        return answer;
    }

    private static Message message(String body, String event) {
        Matcher mark = MARK.matcher(body);
        if (!mark.find()) {
            throw new AssertionError("no marker in " + body);
        }
        return new Message(
                channel(body),
                Integer.parseInt(mark.group(1), 16),
                Integer.parseInt(mark.group(2), 16),
                body.replaceFirst("\\{(\"name\":\"bench\")?", "{\"event\":\"" + event + "\"")
                        .replaceFirst("\"event\":\"client-bench\"\"event\":", "\"event\":"));
    }

    private static String channel(String body) {
        Matcher channel = CHANNEL.matcher(body);
        return channel.find() ? channel.group(1) : "";
    }

    private synchronized void deliver(Message message, Client sender) {
        clients.stream()
                .filter(client -> client != sender && client.channel.equals(message.channel))
                .sorted((one, other) -> Integer.compare(one.number, other.number))
                .forEach(client -> behaviour.deliver(message, client));
    }

    private int numbers;

    /** One WebSocket. Writes under its own lock. */
    final class Client {
        final int number;
        volatile String channel = "";
        private volatile String user = "";
        private final OutputStream out;

        private Client(OutputStream out) {
            this.out = out;
            synchronized (FakeServer.this) {
                this.number = numbers++;
            }
        }

        private void listen(DataInputStream in) throws IOException {
            says(
                    "{\"event\":\"pusher:connection_established\",\"data\":"
                            + "\"{\\\"socket_id\\\":\\\"1.1\\\"}\"}");
            try {
                while (true) {
                    int head = in.readUnsignedByte();
                    byte[] payload = payload(in);
                    switch (head & 0x0f) {
                        case 1 -> hears(new String(payload, UTF_8));
                        case 8 -> {
                            return;
                        }
                        case 10 -> heard.add("pong " + new String(payload, UTF_8));
                        default -> throw new IOException("what is " + head);
                    }
                }
            } finally {
                leave();
            }
        }

        private static byte[] payload(DataInputStream in) throws IOException {
            int length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = new byte[4];
            in.readFully(mask);
            byte[] payload = new byte[length];
            in.readFully(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            return payload;
        }

        private void hears(String text) {
            if (text.startsWith("{\"event\":\"pusher:subscribe\"")) {
                synchronized (FakeServer.this) {
                    channel = channel(text);
                    Matcher who = USER.matcher(text);
                    user = who.find() ? who.group(1) : "";
                    behaviour.subscribed(this);
                    if (!user.isEmpty()) {
                        tellOthers("added");
                    }
                    clients.add(this);
                }
            } else if (text.startsWith("{\"event\":\"client-")) {
                synchronized (FakeServer.this) {
                    deliver(message(text, "client-bench"), this);
                }
            } else {
                heard.add(text);
            }
        }

        private void leave() {
            synchronized (FakeServer.this) {
                if (clients.remove(this) && !user.isEmpty()) {
                    tellOthers("removed");
                }
            }
        }

        private void tellOthers(String what) {
            String text =
                    "{\"event\":\"pusher_internal:member_%s\",\"data\":\"{\\\"user_id\\\":\\\"%s\\\"}\"}"
                            .formatted(what.toLowerCase(Locale.ROOT), user);
            clients.stream()
                    .filter(other -> other != this && other.channel.equals(channel))
                    .sorted((one, other) -> Integer.compare(one.number, other.number))
                    .forEach(other -> behaviour.change(text, other));
        }

        FakeServer server() {
            return FakeServer.this;
        }

        void says(String text) {
            frame(0x81, text.getBytes(UTF_8));
        }

        void frame(int head, byte[] payload) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(head);
            if (payload.length <= 125) {
                frame.write(payload.length);
            } else {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            }
            frame.writeBytes(payload);
            bytes(frame.toByteArray());
        }

        synchronized void bytes(byte[] bytes) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                // The client has gone, and the thread that reads finds out too.
            }
        }
    }

    /** Dies as a process does: all its connections end at once, and nobody listens any more. */
    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : sockets) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
