package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.belfry.conformance.Loopback;
import io.belfry.hub.event.HubEvent.ConnectionClosed;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.protocol.EventRequest;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.NoLeaks;
import io.belfry.testkit.Received;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

@ExtendWith(NoLeaks.class)
class NeverReadingTest {
    private static final int KIB = 1 << 10;
    private static final int EVENT_BYTES = 50 * KIB;

    /** More than the kernel takes for a client that does not read, and the outbox on top. */
    private static final int MUCH = 8 * KIB * KIB;

    private static final int EVENTS = MUCH / EVENT_BYTES;

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app().maxEventData(EVENT_BYTES).clientEventsPerSecond(0))
                            .server(Loopback.server().eventLoops(1).build())
                            .limits(
                                    LimitSettings.builder()
                                            .outboxBytes(256 * KIB)
                                            .keepAliveTimeout(Loopback.SHORT)
                                            .build())
                            .build());

    @RegisterExtension static final StillServes serves = new StillServes(given);

    private final Map<String, Integer> closeCodes = new ConcurrentHashMap<>();

    @BeforeEach
    void listen() {
        given.hub()
                .listen(event -> {
                    if (event instanceof ConnectionClosed(String app, var socket, int code)) {
                        closeCodes.put(socket.value(), code);
                    }
                });
    }

    @Test
    void who_reads_nothing_is_closed_and_the_others_get_everything() {
        var deaf = notReading().subscribes("news");
        var one = given.client().subscribes("news");
        var two = given.client().subscribes("news");
        deaf.raw().stopsReading();

        publishesMuchTo(one, two);

        assertThat(eventsBeforeTheEnd(deaf)).isLessThan(EVENTS);
    }

    @Test
    void who_never_reads_again_is_cut_off() {
        var deaf = notReading().subscribes("news").joins("presence-room", "deaf");
        var fellow = given.client().joins("presence-room", "fellow");
        var other = given.client().subscribes("news");
        deaf.raw().stopsReading();

        publishesMuchTo(other);

        fellow.sees("pusher_internal:member_removed");
        awaitClosedAsTooSlow(deaf);
    }

    @Test
    void who_floods_pings_and_never_reads_is_closed() {
        var flooding = notReading();
        flooding.raw().stopsReading();

        floods(flooding, ClientFrame.ping("x".repeat(125)), 125);

        awaitClosedAsTooSlow(flooding);
    }

    @Test
    void who_floods_nonsense_and_never_reads_is_closed() {
        var flooding = notReading();
        flooding.raw().sends("?");
        int answer = flooding.seesError(4200).text().length();
        flooding.raw().stopsReading();

        floods(flooding, ClientFrame.text("?"), answer);

        awaitClosedAsTooSlow(flooding);
    }

    @Test
    void who_floods_a_channel_and_never_reads_harms_nobody() {
        var flooding = notReading().subscribes("private-chat");
        var other = given.client().subscribes("private-chat");
        flooding.raw().stopsReading();
        String data = "\"" + "x".repeat(9_000) + "\"";

        for (int i = 0; i < 1_000; i++) {
            flooding.says("private-chat", "client-large", data);
            other.sees("client-large");
        }

        other.seesNothingMore();
    }

    /** Nor are its requests read while answers wait for it, so that nothing piles up. */
    @Test
    void who_requests_and_never_reads_the_answers_is_cut_off() throws Exception {
        byte[] requests = "GET /up HTTP/1.1\r\nHost: here\r\n\r\n".repeat(1_000).getBytes(US_ASCII);
        CompletableFuture<Void> cutOff = new CompletableFuture<>();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4 * KIB);
            socket.connect(given.hub().address());
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (!cutOff.isDone()) {
                                socket.getOutputStream().write(requests);
                            }
                        } catch (IOException e) {
                            cutOff.complete(null);
                        }
                    });

            cutOff.get(20, SECONDS);
        }
    }

    private static HubClient notReading() {
        var raw = given.handshake().receiveBuffer(4 * KIB).open();
        return HubClient.of(given.keeping(raw), given.key());
    }

    /** Publishes as fast as these clients read, and makes sure that they miss nothing. */
    private static void publishesMuchTo(HubClient... readers) {
        String data = "x".repeat(EVENT_BYTES);
        for (int i = 0; i < EVENTS; i++) {
            var event = new EventRequest("e" + i, data, List.of("news"), null, null);
            given.hub().publish(given.app().id(), event).join();
            for (HubClient reader : readers) {
                reader.sees("e" + i, "news");
            }
        }
        Stream.of(readers).forEach(HubClient::seesNothingMore);
    }

    /** Sends one frame again and again, until the answers are too many. */
    private static void floods(HubClient client, ClientFrame frame, int answerBytes) {
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            thousand.writeBytes(frame.bytes());
        }
        for (int answers = 0; answers < MUCH; answers += 1_000 * answerBytes) {
            client.raw().sends(thousand.toByteArray());
        }
    }

    /** How many events there are, in order and without a gap, before the client is closed. */
    private static int eventsBeforeTheEnd(HubClient client) {
        int seen = 0;
        Received next = client.raw().readsOn().receives();
        while (next instanceof Received.Text(String text)) {
            assertThat(SeenMessage.of(text).event()).isEqualTo("e" + seen);
            seen++;
            next = client.raw().receives();
        }
        assertThat(next)
                .isInstanceOfSatisfying(
                        Received.Close.class, close -> assertThat(close.code()).isEqualTo(4100));
        client.raw().ends();
        return seen;
    }

    private void awaitClosedAsTooSlow(HubClient client) {
        String socket = client.socketId().value();
        await().untilAsserted(() -> assertThat(closeCodes).containsEntry(socket, 4100));
    }
}
