package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.conformance.Refusal;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.NoLeaks;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.Received;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

@ExtendWith(NoLeaks.class)
class GarbageTest {
    private static final long SEED = 20260101;
    private static final int TRIES = 200;
    private static final ClientFrame SUBSCRIBE =
            ClientFrame.text("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(Loopback.hub(Loopback.app(), Loopback.otherApp().enabled(false)).build());

    @RegisterExtension static final StillServes serves = new StillServes(given);

    @Test
    void frames_that_come_with_the_handshake_are_handled_after_the_greeting() {
        byte[] early = together(SUBSCRIBE, ClientFrame.ping("early"));

        var client =
                HubClient.of(given.keeping(given.handshake().along(early).open()), given.key());

        client.sees("pusher_internal:subscription_succeeded", "news");
        client.raw().receivesPong("early");
        client.seesNothingMore();
    }

    @Test
    void a_frame_of_which_half_comes_with_the_handshake_is_one_frame() {
        byte[] frame = SUBSCRIBE.bytes();
        for (int half = 1; half < frame.length; half += 7) {
            byte[] early = Arrays.copyOf(frame, half);
            byte[] rest = Arrays.copyOfRange(frame, half, frame.length);

            var raw = given.keeping(given.handshake().along(early).open()).sends(rest);

            HubClient.of(raw, given.key()).sees("pusher_internal:subscription_succeeded", "news");
        }
    }

    @Test
    void a_request_that_comes_with_the_handshake_is_a_broken_frame() {
        byte[] request = "GET /up HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(ISO_8859_1);

        var client =
                HubClient.of(given.keeping(given.handshake().along(request).open()), given.key());

        client.closedWith(1002);
        client.raw().ends();
    }

    @Test
    void random_bytes_with_the_handshake_end_their_own_connection_only() {
        Random random = new Random(SEED);
        var bystander = given.client().subscribes("news");

        for (int i = 0; i < TRIES; i++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            endsLawfully(given.keeping(given.handshake().along(garbage).open()));
        }

        bystander.seesNothingMore();
    }

    @Test
    void random_bytes_in_well_formed_frames_end_their_own_connection_only() {
        Random random = new Random(SEED);
        var bystander = given.client().subscribes("news");

        for (int i = 0; i < TRIES; i++) {
            byte[] payload = new byte[random.nextInt(125)];
            random.nextBytes(payload);
            endsLawfully(given.rawClient().sends(ClientFrame.of(random.nextInt(16), payload)));
        }

        bystander.seesNothingMore();
    }

    @Test
    void random_bytes_for_http_are_answered_with_400_or_not_at_all() {
        Random random = new Random(SEED);

        for (int i = 0; i < TRIES; i++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            var http = given.http().sends(garbage).sends("\r\n\r\n");
            assertThat(http.response().status()).isEqualTo(400);
            http.seesTheEnd();
        }
    }

    @Test
    @Check({4, 9})
    void a_refused_client_that_goes_on_sending_still_hears_why() {
        var refused = given.keeping(given.handshake().path("/app/nobody?protocol=7").open());
        ClientFrame large = ClientFrame.text("x".repeat(9_000));

        for (int i = 0; i < 100; i++) {
            refused.sends(large);
        }

        Refusal.of(refused, 4001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/app/nobody?protocol=7", "/app/other-key", "/app/belfry-key?protocol=1"})
    @Check({4, 5, 13})
    void what_a_refused_client_sends_with_its_handshake_is_not_listened_to(String path) {
        byte[] early = together(SUBSCRIBE, ClientFrame.ping("early"), ClientFrame.text("?"));

        var refused = given.keeping(given.handshake().path(path).along(early).open());

        SeenMessage error = SeenMessage.of(refused.receivesText());
        refused.closedWith(error.data().path("code").asInt());
        refused.ends();
    }

    @Test
    void a_refused_client_that_sends_garbage_still_hears_why() {
        Random random = new Random(SEED);
        byte[] garbage = new byte[100_000];
        random.nextBytes(garbage);

        var refused =
                given.keeping(
                        given.handshake().path("/app/nobody?protocol=7").along(garbage).open());

        Refusal.of(refused, 4001);
    }

    private static byte[] together(ClientFrame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ClientFrame frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        return bytes.toByteArray();
    }

    /** However the hub takes what was sent, it speaks WebSocket to the end. */
    private static void endsLawfully(RawClient client) {
        client.halfCloses();
        Received next = client.receives();
        assertThat(next).isInstanceOf(Received.Text.class);
        while (!(next instanceof Received.End)) {
            assertThat(next).isNotInstanceOf(Received.Broken.class);
            next = client.receives();
        }
    }
}
