package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.testkit.Received.Broken;
import io.belfry.testkit.Received.Close;
import io.belfry.testkit.Received.End;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.IntStream;

class RawClientTest {
    private static final Duration SOON = Duration.ofMillis(200);

    private ScriptedServer server;
    private RawClient client;

    @AfterEach
    void all_is_closed() throws IOException {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    @Test
    void messages_come_in_their_order_fragments_put_together() throws IOException {
        given(0x81, 1, 'a', 0x01, 1, 'b', 0x89, 0, 0x00, 1, 'c', 0x80, 1, 'd', 0x88, 0);

        assertThat(client.receivesText()).isEqualTo("a");
        assertThat(client.receives()).isInstanceOf(Received.Ping.class);
        assertThat(client.receivesText()).isEqualTo("bcd");
        assertThat(client.closedWith(1005)).isEqualTo(new Close(1005, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "81810000000061, masked",
        "c10161, reserved",
        "8000, out of order",
        "010161810162, out of order",
        "8300, opcode 3",
        "8b00, opcode 11",
        "0900, control",
        "897e007e, control",
        "880161, close frame",
        "8101ff, Malformed",
        "817f8000000000000000, bytes",
    })
    void a_server_that_breaks_the_protocol_is_found_out(String hex, String complaint)
            throws IOException {
        byte[] sent = HexFormat.of().parseHex(hex);
        // What follows is never looked at, but is there, so that no frame seems cut.
        given(IntStream.range(0, 200).map(i -> i < sent.length ? sent[i] : 0).toArray());

        assertThat(client.receives()).isInstanceOf(Broken.class).asString().contains(complaint);
    }

    @Test
    void an_end_inside_a_frame_is_not_taken_for_a_proper_one() throws IOException {
        server = ScriptedServer.webSocketEndingWith(0x81, 5, 'h', 'a');
        client = open();

        assertThat(client.receives()).isInstanceOf(Broken.class);
    }

    @Test
    void an_end_between_frames_is_just_an_end() throws IOException {
        server = ScriptedServer.webSocketEndingWith(0x81, 0);
        client = open();

        assertThat(client.receivesText()).isEmpty();
        assertThat(client.ends()).isEqualTo(new End(false));
    }

    @Test
    void what_does_not_come_is_complained_about_in_time() throws IOException {
        given();

        assertThatThrownBy(client::receivesText)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("a text message", "nothing came within PT0.2S");
    }

    @Test
    void something_else_than_the_expected_is_named() throws IOException {
        given(0x81, 2, 'h', 'i');

        assertThatThrownBy(() -> client.closedWith(4001))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("a close frame with 4001", "Text[text=hi]");
    }

    @Test
    void another_code_than_the_expected_is_named() throws IOException {
        given(0x88, 2, 0x0f, 0xa4);

        assertThatThrownBy(() -> client.closedWith(4001))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Close[code=4004");
    }

    @Test
    void a_pong_with_another_payload_is_not_the_expected_one() throws IOException {
        given(0x8a, 2, 'h', 'o');

        assertThatThrownBy(() -> client.receivesPong("hi"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Pong[hi]", "Pong[ho]");
    }

    @Test
    void a_server_that_answers_no_websocket_is_complained_about() throws IOException {
        server = ScriptedServer.saying("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope");

        assertThatThrownBy(this::open)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("404", "nope");
    }

    @Test
    void a_wrong_accept_is_complained_about() throws IOException {
        server =
                ScriptedServer.saying(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Accept: wrong\r\n\r\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected a WebSocket");
    }

    private void given(int... bytes) throws IOException {
        server = ScriptedServer.webSocketSaying(bytes);
        client = open();
    }

    private RawClient open() {
        return RawClient.to("localhost", server.port()).patience(SOON).open();
    }
}
