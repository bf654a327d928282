package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.NoLeaks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

@ExtendWith(NoLeaks.class)
class RudeEndingsTest {
    private static final String POST =
            "POST /apps/4711/events HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n";

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @RegisterExtension static final StillServes serves = new StillServes(given);

    @Test
    void a_half_closed_http_client_gets_its_answer() {
        var http = given.http().sends("GET /up HTTP/1.1\r\nHost: here\r\n\r\n").halfCloses();

        assertThat(http.response().status()).isEqualTo(200);
        http.seesTheEnd();
    }

    @Test
    void a_request_half_closed_in_its_middle_is_ended() {
        given.http().sends("GET /up HTTP/1.1\r\nHo").halfCloses().seesTheEnd();
        given.http().sends(POST + "{\"name").halfCloses().seesTheEnd();
    }

    @Test
    void requests_reset_at_any_point_leave_nothing_behind() {
        String request = POST + "{\"name\":\"e\"";

        for (int length = 0; length <= request.length(); length++) {
            given.http().sends(request.substring(0, length)).resets();
        }
    }

    @Test
    void a_half_closed_websocket_is_ended() {
        var client = given.client();

        client.raw().halfCloses().ends();
    }

    @Test
    void websockets_reset_at_any_point_leave_nothing_behind() {
        byte[] frame = ClientFrame.text("{\"event\":\"pusher:ping\"}").bytes();

        for (int length = 0; length <= frame.length; length++) {
            var client = given.client().joins("presence-room", "user-" + length);
            client.raw().sends(Arrays.copyOf(frame, length));
            client.raw().resets();
        }

        isForgotten();
    }

    @Test
    void websockets_reset_in_the_middle_of_a_fragmented_message_leave_nothing_behind() {
        for (int i = 0; i < 50; i++) {
            var client = given.client().subscribes("private-news");
            client.raw().sends(ClientFrame.text("{\"event\":").unfinished());
            client.raw().sends(ClientFrame.continuation("\"pusher:").unfinished());
            client.raw().resets();
        }

        isForgotten();
    }

    @Test
    void websockets_reset_before_their_greeting_leave_nothing_behind() {
        for (int i = 0; i < 50; i++) {
            given.handshake().open().resets();
        }

        isForgotten();
    }

    @Test
    void websockets_reset_while_much_is_on_its_way_to_them_leave_nothing_behind() {
        List<HubClient> clients =
                IntStream.range(0, 20).mapToObj(i -> given.client().subscribes("news")).toList();
        clients.forEach(client -> client.raw().stopsReading());
        for (int i = 0; i < 50; i++) {
            given.api().publishes("news", "e", "x".repeat(10_000));
        }

        clients.forEach(client -> client.raw().resets());

        isForgotten();
    }

    private static void isForgotten() {
        await().untilAsserted(() -> {
            assertThat(given.api().get("/connections").send().text())
                    .isEqualTo("{\"connections\":0}");
            assertThat(given.api().get("/channels").send().text()).isEqualTo("{\"channels\":{}}");
        });
    }
}
