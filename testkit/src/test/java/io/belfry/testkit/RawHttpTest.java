package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

import javax.net.SocketFactory;

class RawHttpTest {
    @Test
    void a_body_in_chunks_is_put_together() throws IOException {
        String answer =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Two: a\r\nx-two: b\r\n\r\n"
                        + "3;note=x\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nTrailer: t\r\n\r\n"
                        + "HTTP/1.1 204 No Content\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.saying(answer);
                RawHttp http = to(server)) {
            RawResponse first = http.get("/");

            assertThat(first.text()).isEqualTo("abc0123456789abcdef");
            assertThat(first.headers().get("x-two")).containsExactly("a", "b");
            assertThat(http.response().status()).isEqualTo(204);
        }
    }

    @Test
    void the_answer_to_a_head_has_no_body() throws IOException {
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
                        + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.saying(answer);
                RawHttp http = to(server)) {
            http.sends("HEAD / HTTP/1.1\r\n\r\n");

            assertThat(http.responseToHead().header("CONTENT-LENGTH")).isEqualTo("5");
            assertThat(http.response().status()).isEqualTo(404);
        }
    }

    @Test
    void a_body_that_ends_early_is_complained_about() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc";
        try (ScriptedServer server = ScriptedServer.saying(answer);
                RawHttp http = to(server)) {
            assertThatThrownBy(() -> http.get("/"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no whole response within PT0.2S");
        }
    }

    @Test
    void what_is_no_http_is_complained_about() throws IOException {
        try (ScriptedServer server = ScriptedServer.saying("hello\r\n");
                RawHttp http = to(server)) {
            assertThatThrownBy(() -> http.get("/"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("hello");
        }
    }

    @Test
    void a_connection_that_stays_is_not_taken_for_an_ended_one() throws IOException {
        String answer = "HTTP/1.1 204 No Content\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.saying(answer);
                RawHttp http = to(server)) {
            http.get("/");

            assertThatThrownBy(http::seesTheEnd)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("still connected");
        }
    }

    private static RawHttp to(ScriptedServer server) {
        return RawHttp.to(
                "localhost", server.port(), SocketFactory.getDefault(), Duration.ofMillis(200));
    }
}
