package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.conformance.Check;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;
import io.belfry.testkit.SignedCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** The API as an HTTP/1.1 server (RFC 9110, RFC 9112). */
class HttpTest {
    private static final String EVENT = "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"}";
    private static final byte[] NOTHING = {};

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @Test
    @Check(113)
    void answers_say_how_long_they_are_and_that_they_are_json() {
        RawResponse answer = given.api().post("/events", EVENT).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("2");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("connection")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere:1/up", "HTTPS://elsewhere/up?x=1"})
    @Check(113)
    void a_target_may_name_scheme_and_host(String target) {
        var http = given.http().sends("GET " + target + " HTTP/1.1\r\nHost: elsewhere\r\n\r\n");

        assertThat(http.response().status()).isEqualTo(200);
    }

    @Test
    @Check(113)
    void a_connection_serves_one_request_after_the_other() {
        var http = given.http();

        for (int i = 0; i < 20; i++) {
            given.api().post("/events", EVENT).sendOver(http);
            Answers.succeeds(http.response(), "{}");
            Answers.refuses(http.get("/nothing"), 404);
            Answers.refuses(given.api().post("/events", "x").sendOver(http).response(), 400);
        }
    }

    @Test
    @Check(113)
    void requests_that_are_sent_ahead_are_answered_in_their_order() {
        var alice = given.client().subscribes("news");
        var http = given.http();

        for (int i = 0; i < 10; i++) {
            String event = "{\"name\":\"e%d\",\"channel\":\"news\",\"data\":\"x\"}".formatted(i);
            given.api().post("/events", event).sendOver(http);
            http.requests("GET", "/nothing", Map.of(), NOTHING);
            given.api().post("/events", "not json").sendOver(http);
            given.api().get("/channels/news").with("info", "subscription_count").sendOver(http);
            given.api().get("/channels").sendingSignature("wrong").sendOver(http);
        }

        for (int i = 0; i < 10; i++) {
            Answers.succeeds(http.response(), "{}");
            Answers.refuses(http.response(), 404);
            Answers.refuses(http.response(), 400);
            Answers.succeeds(http.response(), "{\"occupied\":true,\"subscription_count\":1}");
            Answers.refuses(http.response(), 401);
            alice.sees("e" + i, "news");
        }
        alice.seesNothingMore();
    }

    @Test
    @Check(113)
    void requests_in_one_packet_are_answered_in_their_order() {
        var http = given.http();

        http.sends(
                "GET /up HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "HEAD /up HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                        + "GET /up HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(http.response().status()).isEqualTo(200);
        assertThat(http.response().status()).isEqualTo(404);
        assertThat(http.responseToHead().status()).isEqualTo(200);
        assertThat(http.response().status()).isEqualTo(405);
        RawResponse last = http.response();
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.header("connection")).isEqualTo("close");
        http.seesTheEnd();
    }

    @Test
    @Check(113)
    void a_request_may_arrive_byte_by_byte() {
        var http = given.http();
        byte[] request = "GET /up HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8);

        for (byte b : request) {
            http.sends(new byte[] {b});
        }

        assertThat(http.response().status()).isEqualTo(200);
    }

    @Test
    @Check(113)
    void a_body_may_come_in_chunks() {
        var alice = given.client().subscribes("news");
        var http = given.http();
        SignedCall call = given.api().post("/events", EVENT);

        http.sends(
                "POST "
                        + call.target()
                        + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < EVENT.length(); i += 7) {
            String piece = EVENT.substring(i, Math.min(EVENT.length(), i + 7));
            http.sends(Integer.toHexString(piece.length()) + ";ext=1\r\n" + piece + "\r\n");
        }
        http.sends("0\r\nTrailer: ignored\r\n\r\n");

        Answers.succeeds(http.response(), "{}");
        alice.sees("a", "news");
        assertThat(http.get("/up").status()).isEqualTo(200);
    }

    @Test
    @Check(113)
    void a_broken_chunk_is_refused() {
        var http = given.http();

        http.sends("POST /up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");

        Answers.refuses(http.response(), 400);
        http.seesTheEnd();
    }

    @Test
    @Check(113)
    void who_asks_first_is_told_to_go_on() {
        var http = given.http();
        SignedCall call = given.api().post("/events", EVENT);

        http.sends(
                "POST %s HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
                        .formatted(call.target(), EVENT.length()));
        assertThat(http.response().status()).isEqualTo(100);
        http.sends(EVENT);

        Answers.succeeds(http.response(), "{}");
    }

    @Test
    @Check(113)
    void who_asks_first_with_too_much_is_not_told_to_go_on() {
        var http = given.http();

        http.sends(
                "POST /apps/4711/events HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 99999999\r\n\r\n");

        Answers.refuses(http.response(), 413);
        http.seesTheEnd();
    }

    @Test
    @Check(113)
    void head_is_answered_like_get_without_a_body() {
        var http = given.http();

        http.requests("HEAD", "/up", Map.of(), NOTHING);
        RawResponse answer = http.responseToHead();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("15");
        assertThat(http.get("/up").text()).hasSize(15);
    }

    @Test
    @Check(113)
    void head_is_signed_as_head() {
        RawResponse answer =
                given.api().call("HEAD", "/channels", "").sendOver(given.http()).responseToHead();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isNotEqualTo("0");
    }

    @Test
    @Check(113)
    void http_1_0_is_answered_and_the_connection_ended() {
        var http = given.http();

        http.sends("GET /up HTTP/1.0\r\n\r\n");

        RawResponse answer = http.response();
        Answers.succeeds(answer, "{\"health\":\"OK\"}");
        assertThat(answer.header("connection")).isEqualTo("close");
        http.seesTheEnd();
    }

    @Test
    @Check(113)
    void http_1_0_may_ask_to_keep_the_connection() {
        var http = given.http();

        http.sends("GET /up HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(http.response().header("connection")).isEqualTo("keep-alive");
        http.sends("GET /up HTTP/1.0\r\n\r\n");
        assertThat(http.response().status()).isEqualTo(200);

        http.seesTheEnd();
    }

    @Test
    @Check(113)
    void who_has_sent_all_may_close_that_side_and_wait() {
        var http = given.http();

        http.sends("GET /up HTTP/1.1\r\nHost: x\r\n\r\n").halfCloses();

        assertThat(http.response().status()).isEqualTo(200);
        http.seesTheEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "h2c, websocket-ish", "TLS/1.0", "websocketx"})
    @Check(14)
    void an_upgrade_to_something_else_is_plain_http(String protocol) {
        var alice = given.client().subscribes("news");
        var http = given.http();

        given.api()
                .post("/events", EVENT)
                .header("Connection", "Upgrade, HTTP2-Settings")
                .header("Upgrade", protocol)
                .header("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA")
                .sendOver(http);

        Answers.succeeds(http.response(), "{}");
        alice.sees("a", "news");
        assertThat(http.get("/up").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/events,POST",
        "PUT,/events,POST",
        "DELETE,/batch_events,POST",
        "POST,/channels,'GET, HEAD'",
        "POST,/channels/news,'GET, HEAD'",
        "PATCH,/channels/presence-a/users,'GET, HEAD'",
        "GET,/users/alice/terminate_connections,POST",
        "OPTIONS,/connections,'GET, HEAD'",
        "BREW,/connections,'GET, HEAD'",
        "get,/connections,'GET, HEAD'"
    })
    @Check(122)
    void another_method_is_refused_and_the_right_one_named(
            String method, String path, String right) {
        RawResponse answer = given.api().call(method, path, "").send();

        Answers.refuses(answer, 405);
        assertThat(answer.header("allow")).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/up", "/metrics"})
    @Check(122)
    void another_method_than_get_is_refused_on_pages(String path) {
        RawResponse answer = given.http().requests("POST", path, Map.of(), NOTHING).response();

        Answers.refuses(answer, 405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/apps",
                "/apps/4711",
                "/apps/4711/nothing",
                "/apps/4711/channels/news/users/alice",
                "/apps/4711/channels/news/stats",
                "/app",
                "/app/",
                "/UP",
                "/up/down",
                "/..",
                "/apps/../up"
            })
    @Check({15, 122})
    void what_is_not_there_is_not_found(String path) {
        Answers.refuses(given.http().get(path), 404);
    }
}
