package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Loopback;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.hub.settings.Transport;
import io.belfry.hub.settings.TransportUnavailable;
import io.belfry.protocol.EventRequest;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.Received;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where a system lacks a transport, that one is skipped; the others run everywhere. */
class TransportsTest {
    private static final int KIB = 1 << 10;
    private static final String TEN_KIB = "x".repeat(10 * KIB);

    @AutoClose private GivenHub given;

    @ParameterizedTest
    @EnumSource
    void the_hub_says_which_one_it_uses(Transport transport) {
        start(transport);

        if (transport == Transport.AUTO) {
            assertThat(given.hub().transport()).isNotEqualTo(Transport.AUTO);
        } else {
            assertThat(given.hub().transport()).isEqualTo(transport);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clients_talk_with_each_other(Transport transport) {
        start(transport);
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob");
        alice.sees("pusher_internal:member_added");

        bob.says("presence-room", "client-hello", "\"you\"");
        alice.sees("client-hello");
        bob.close();

        alice.sees("pusher_internal:member_removed");
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_any_size_arrives_whole(Transport transport) {
        start(transport);
        var client = given.client().subscribes("news");
        String data = "x".repeat(900 * KIB);

        publish(data, List.of("news"));

        assertThat(client.sees("e", "news").data().stringValue()).isEqualTo(data);
    }

    @ParameterizedTest
    @EnumSource
    void who_reads_may_be_sent_more_at_once_than_the_outbox_holds(Transport transport) {
        start(transport);
        var client = given.client();
        List<String> channels = IntStream.range(0, 40).mapToObj(i -> "news-" + i).toList();
        channels.forEach(client::subscribes);

        publish(TEN_KIB, channels);

        channels.forEach(channel -> client.sees("e", channel));
        client.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void who_does_not_read_is_closed(Transport transport) {
        start(transport);
        var deaf =
                HubClient.of(
                                given.keeping(given.handshake().receiveBuffer(4 * KIB).open()),
                                given.key())
                        .subscribes("news");
        var other = given.client().subscribes("news");
        deaf.raw().stopsReading();

        for (int i = 0; i < 1_000; i++) {
            publish(TEN_KIB, List.of("news"));
            other.sees("e", "news");
        }

        assertThat(lastOf(deaf))
                .isInstanceOfSatisfying(
                        Received.Close.class, close -> assertThat(close.code()).isEqualTo(4100));
    }

    @ParameterizedTest
    @EnumSource
    void clients_are_told_when_the_hub_ends(Transport transport) {
        start(transport);
        var client = given.client();

        given.hub().close();

        client.closedWith(1001);
    }

    /** Who does not close its side is not waited for. */
    @ParameterizedTest
    @EnumSource
    void many_who_do_not_answer_are_cut_off_when_the_hub_ends(Transport transport) {
        start(transport);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            clients.add(given.rawClient());
        }

        given.hub().close();

        clients.forEach(TransportsTest::readsToTheEnd);
    }

    private static void readsToTheEnd(RawClient client) {
        Received next = client.receives();
        while (!(next instanceof Received.End)) {
            next = client.receives();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_address_is_free_again_when_the_hub_has_ended(Transport transport) throws Exception {
        start(transport);
        given.client();
        int port = given.port();
        given.hub().close();

        Hub.start(settings(transport, port)).close();
    }

    /** What comes right before the reset must not hide it. */
    @ParameterizedTest
    @EnumSource
    void resets_are_noticed(Transport transport) {
        start(transport);
        for (int i = 0; i < 50; i++) {
            var client = given.client().subscribes("news");
            client.raw().sends(ClientFrame.text("{\"event\":").unfinished());
            client.raw().sends(ClientFrame.continuation("\"pusher:").unfinished());
            client.raw().resets();
        }

        await().untilAsserted(() ->
                assertThat(given.api().get("/connections").send().text())
                        .isEqualTo("{\"connections\":0}"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_http_is_answered_before_the_connection_ends(Transport transport) {
        start(transport);
        var http = given.http().sends("nonsense\r\n\r\n");

        assertThat(http.response().status()).isEqualTo(400);
        http.seesTheEnd();
    }

    private void start(Transport transport) {
        try {
            given = GivenHub.with(settings(transport, 0));
        } catch (UncheckedIOException e) {
            assumeThat(e.getCause()).isNotInstanceOf(TransportUnavailable.class);
            throw e;
        }
    }

    private static HubSettings settings(Transport transport, int port) {
        return Loopback.hub(Loopback.app().maxEventData(1_000 * KIB))
                .server(Loopback.server().port(port).transport(transport).build())
                .limits(LimitSettings.builder().outboxBytes(256 * KIB).build())
                .build();
    }

    private void publish(String data, List<String> channels) {
        given.hub()
                .publish(given.app().id(), new EventRequest("e", data, channels, null, null))
                .join();
    }

    private static Received lastOf(HubClient client) {
        Received next = client.raw().readsOn().receives();
        while (next instanceof Received.Text) {
            next = client.raw().receives();
        }
        return next;
    }
}
