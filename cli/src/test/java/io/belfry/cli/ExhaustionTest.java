package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a hub does when the system gives it no more: it says so, and goes on with what it has. */
class ExhaustionTest {
    private static final String APP = "/app/exhausted";
    private static final int CONNECTIONS = 400;
    private static final int PINGS = 1_000;

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("belfry.yml"),
                """
                server: {host: 127.0.0.1, port: 0}
                limits: {outbox_bytes: 8MiB}
                apps: [{id: app, key: exhausted, secret: secret, max_event_data: 500KiB}]
                """);
    }

    @Test
    void without_file_descriptors_newcomers_wait_and_all_others_go_on() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (BelfryProcess belfry = BelfryProcess.withFiles(300, folder, "start")) {
            int port = belfry.port();
            Socket first = new Socket(InetAddress.getLoopbackAddress(), port);
            clients.add(first);
            WebSocketBytes.upgrade(first, APP);
            // A hub that has served before: the JVM opens files to load what it runs.
            ping(first);
            for (int i = 1; i < CONNECTIONS; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            belfry.says("cannot be accepted");

            for (int i = 0; i < PINGS; i++) {
                ping(first);
            }

            for (Socket client : clients.subList(1, CONNECTIONS - 1)) {
                client.close();
            }
            WebSocketBytes.upgrade(clients.getLast(), APP);
            assertThat(failures(belfry.says("accepted again")))
                    .as("tried once a second, not over and over")
                    .isBetween(1, 60);
            assertThat(belfry.count("cannot be accepted")).isZero();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static int failures(String line) {
        return Integer.parseInt(line.substring(line.indexOf("failures=") + 9));
    }

    private static void ping(Socket client) throws IOException {
        WebSocketBytes.send(client, "{\"event\":\"pusher:ping\"}");
        WebSocketBytes.awaits(client, "pusher:pong");
    }

    /** Netty's ways to memory: its own choice, and what the launcher chooses on JDK 25. */
    private static Stream<List<String>> waysToMemory() {
        List<String> launcher = List.of("--sun-misc-unsafe-memory-access=allow");
        return Runtime.version().feature() == 25
                ? Stream.of(List.of(), launcher)
                : Stream.of(List.of());
    }

    @ParameterizedTest
    @MethodSource("waysToMemory")
    void without_direct_memory_newcomers_are_refused_and_those_who_read_go_on(List<String> way)
            throws Exception {
        List<String> options = new ArrayList<>(way);
        options.add("-XX:MaxDirectMemorySize=128m");
        List<RawClient> slow = new ArrayList<>();
        try (BelfryProcess belfry = BelfryProcess.withJvmOptions(options, folder, "start")) {
            int port = belfry.port();
            SignedApi api =
                    SignedApi.of("127.0.0.1", port, "app", new AppKey("exhausted", "secret"));
            RawClient reading = subscriber(port, "reading");
            RawClient newcomer = open(port);
            String greeting = newcomer.receivesText();
            while (greeting.contains("connection_established")) {
                assertThat(slow).as("clients that do not read").hasSizeLessThan(60);
                String channel = "slow-" + slow.size();
                slow.add(subscribe(newcomer, channel).stopsReading());
                for (int event = 0; event < 16; event++) {
                    api.publishes(channel, "much", "x".repeat(500_000));
                }
                newcomer = open(port);
                greeting = newcomer.receivesText();
            }
            assertThat(greeting).contains("4100");
            newcomer.closedWith(4100);
            belfry.says("little direct memory");
            api.publishes("reading", "little", "still here");
            assertThat(reading.receivesText()).contains("still here");

            slow.forEach(RawClient::resets);
            belfry.says("there is direct memory again");
            subscriber(port, "reading").close();
            reading.close();
        } finally {
            slow.forEach(RawClient::close);
        }
    }

    private static RawClient open(int port) {
        return RawClient.to("127.0.0.1", port)
                .path(APP + "?protocol=7")
                .receiveBuffer(4_096)
                .open();
    }

    private static RawClient subscriber(int port, String channel) {
        RawClient client = open(port);
        assertThat(client.receivesText()).contains("connection_established");
        return subscribe(client, channel);
    }

    private static RawClient subscribe(RawClient client, String channel) {
        client.sends("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
        assertThat(client.receivesText()).contains("subscription_succeeded");
        return client;
    }
}
