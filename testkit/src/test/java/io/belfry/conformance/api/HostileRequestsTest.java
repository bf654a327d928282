package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.belfry.conformance.Check;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;
import io.belfry.testkit.SignedCall;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests that no honest app sends; after each of them the hub serves as before. */
class HostileRequestsTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @AfterEach
    void the_hub_serves_as_before() {
        var alice = given.client().subscribes("news");
        given.api().publishes("news", "still-there", "x");
        alice.sees("still-there", "news");
        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a lone byte, a cut sequence, an overlong slash, half of a surrogate pair
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"\u00ff\"}",
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"\u00e2\u0082\"}",
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"\u00c0\u00af\"}",
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"\u00ed\u00a0\u0080\"}",
                "\u00fe\u00ff{}"
            })
    @Check(104)
    void a_body_that_is_not_utf_8_is_refused(String latin1) {
        var alice = given.client().subscribes("news");

        RawResponse answer = given.api().post("/events", latin1.getBytes(ISO_8859_1)).send();

        Answers.refuses(answer, 400);
        assertThat(answer.json().path("error").stringValue()).contains("UTF-8");
        Answers.refuses(given.api().post("/batch_events", latin1.getBytes(ISO_8859_1)).send(), 400);
        alice.seesNothingMore();
    }

    @Test
    @Check(107)
    void half_of_a_surrogate_pair_may_be_escaped() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(
                given.api()
                        .post(
                                "/events",
                                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"\\ud800\"}")
                        .send(),
                "{}");

        assertThat(alice.sees("a").text()).contains("\\ud800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"batch\":"})
    @Check(104)
    void json_without_a_floor_is_refused(String step) {
        String deep = step.repeat(100_000);

        Answers.refuses(given.api().post("/events", deep).send(), 400);
        Answers.refuses(given.api().post("/batch_events", deep).send(), 400);
        Answers.refuses(
                given.api()
                        .post("/events", "{\"name\":\"a\",\"channel\":\"news\",\"data\":" + deep)
                        .send(),
                400);
    }

    @Test
    @Check(104)
    void json_with_a_floor_too_far_down_is_refused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        Answers.refuses(given.api().post("/events", event("a", deep)).send(), 400);
        Answers.refuses(given.api().post("/batch_events", batch(deep)).send(), 400);
    }

    @Test
    @Check(102)
    void sixty_four_kilobytes_of_channels_are_too_many() {
        String channels =
                IntStream.range(0, 8_192)
                        .mapToObj(i -> "\"c%05d\"".formatted(i))
                        .collect(Collectors.joining(",", "[", "]"));
        assertThat(channels.length()).isGreaterThan(65_536);

        Answers.refuses(
                given.api()
                        .post(
                                "/events",
                                new JsonObject()
                                        .text("name", "a")
                                        .raw("channels", channels)
                                        .text("data", "x")
                                        .end())
                        .send(),
                400);
    }

    @Test
    @Check(102)
    void a_channel_of_sixty_four_kilobytes_is_refused() {
        String name = "c".repeat(65_536);

        Answers.refuses(
                given.api()
                        .post(
                                "/events",
                                new JsonObject()
                                        .text("name", "a")
                                        .text("channel", name)
                                        .text("data", "x")
                                        .end())
                        .send(),
                400);
        Answers.refuses(given.http().get("/apps/4711/channels/" + name), 414);
    }

    @Test
    @Check(110)
    void sixty_four_kilobytes_of_attributes_do_no_harm() {
        Answers.succeeds(
                given.api()
                        .post(
                                "/events",
                                new JsonObject()
                                        .text("name", "a")
                                        .text("channel", "empty")
                                        .text("data", "x")
                                        .text("info", "subscription_count," + ",".repeat(65_536))
                                        .end())
                        .send(),
                "{\"channels\":{\"empty\":{\"subscription_count\":0}}}");
    }

    @Test
    @Check(93)
    void thousands_of_parameters_are_all_signed() {
        SignedCall call = given.api().get("/channels/empty");
        for (int i = 0; i < 2_000; i++) {
            call.with("p" + i, "");
        }

        Answers.succeeds(call.send(), "{\"occupied\":false}");
        Answers.refuses(given.http().get(call.target().replace("&p1999=", "")), 401);
    }

    @Test
    @Check(91)
    void a_request_line_without_end_is_refused() {
        Answers.refuses(given.http().get("/apps/4711/channels?" + "a=&".repeat(100_000)), 414);
    }

    @Test
    @Check(91)
    void a_name_repeated_thousands_of_times_is_one_parameter() {
        Answers.refuses(
                given.http().get("/apps/4711/channels?" + "auth_key=a&".repeat(1_000)), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?&&&", "?=", "?%", "?%zz=%", "?auth_key", "?a=%ff", "??"})
    @Check(91)
    void a_broken_query_is_a_missing_signature(String query) {
        Answers.refuses(given.http().get("/apps/4711/channels" + query), 401);
        assertThat(given.http().get("/up" + query).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET /up",
                "GET  /up  HTTP/1.1  x",
                "GET /up SPDY/1",
                "\u0000\u0001\u0002"
            })
    @Check(122)
    void what_is_no_request_is_refused(String line) {
        var http = given.http().sends(line + "\r\nHost: x\r\nno colon here\r\n\r\n");

        assertThat(http.response().status()).isEqualTo(400);
        http.seesTheEnd();
    }

    @Test
    @Check(122)
    void another_major_version_of_http_is_not_spoken() {
        var http = given.http().sends("GET /up HTTP/9.9\r\nHost: x\r\n\r\n");

        Answers.refuses(http.response(), 505);
        http.seesTheEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: x\r\nHost: x\r\n", "Host: x\r\nhost: y\r\n"})
    @Check(122)
    void a_request_without_a_host_or_with_several_is_refused(String hosts) {
        var http = given.http().sends("GET /up HTTP/1.1\r\n" + hosts + "\r\n");

        Answers.refuses(http.response(), 400);
        http.seesTheEnd();
    }

    @Test
    @Check(122)
    void a_chunk_with_endless_extensions_is_no_valid_http() {
        var http =
                given.http()
                        .sends(
                                "POST /up HTTP/1.1\r\n"
                                        + "Host: x\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + "1;"
                                        + "x".repeat(100_000));

        Answers.refuses(http.response(), 400);
        http.seesTheEnd();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: 1x",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: chunked, gzip"
            })
    @Check(113)
    void a_length_that_cannot_be_believed_is_refused(String header) {
        var http = given.http().sends("POST /up HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\nx");

        Answers.refuses(http.response(), 400);
        http.seesTheEnd();
    }

    @Test
    @Check(122)
    void headers_without_end_are_refused() {
        var http = given.http().sends("GET /up HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(70_000));

        Answers.refuses(http.response(), 431);
        http.seesTheEnd();
    }

    private static String event(String name, String json) {
        return "{\"name\":\"" + name + "\",\"channel\":\"news\",\"data\":" + json + "}";
    }

    private static String batch(String item) {
        return "{\"batch\":[" + item + "]}";
    }
}
