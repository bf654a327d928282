package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Loopback;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.NoLeaks;
import io.belfry.testkit.RawHttp;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

@ExtendWith(NoLeaks.class)
class OversizedRequestsTest {
    private static final int MIB = 1 << 20;
    private static final String POST = "POST /apps/4711/events HTTP/1.1\r\nHost: here\r\n";
    private static final String NO_BODY = "\r\n\r\n";

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app())
                            .limits(LimitSettings.builder().maxRequestSize(10_000).build())
                            .build());

    @RegisterExtension static final StillServes serves = new StillServes(given);

    @Test
    void a_request_line_too_long_is_answered_with_414() {
        refused(414, "GET /app/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: here" + NO_BODY);
    }

    @Test
    void a_request_line_without_an_end_is_answered_with_414() {
        refused(414, "GET /" + "x".repeat(4 * MIB));
    }

    @Test
    void a_header_too_long_is_answered_with_431() {
        refused(431, "GET /up HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + NO_BODY);
    }

    @Test
    void a_header_without_an_end_is_answered_with_431() {
        refused(431, "GET /up HTTP/1.1\r\nX-Long: " + "x".repeat(4 * MIB));
    }

    @Test
    void too_many_headers_are_answered_with_431() {
        String bomb =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "X-" + i + ": 1")
                        .collect(Collectors.joining("\r\n"));

        refused(431, "GET /up HTTP/1.1\r\n" + bomb + NO_BODY);
    }

    @Test
    void a_handshake_with_too_many_headers_is_answered_with_431() {
        var bomb = given.handshake();
        for (int i = 0; i < 2_000; i++) {
            bomb.header("X-" + i, "some value");
        }

        assertThat(bomb.answer().status()).isEqualTo(431);
    }

    @Test
    void a_body_said_to_be_too_large_is_answered_with_413_before_it_comes() {
        refused(413, POST + "Content-Length: 10001" + NO_BODY);
    }

    @Test
    void a_body_too_large_is_answered_with_413_though_it_is_sent_whole() {
        refused(413, POST + "Content-Length: " + 4 * MIB + NO_BODY + "x".repeat(4 * MIB));
    }

    @Test
    void a_client_that_waits_for_100_continue_is_told_413_instead() {
        refused(413, POST + "Expect: 100-continue\r\nContent-Length: 10001" + NO_BODY);
    }

    @Test
    void chunks_that_are_too_much_together_are_answered_with_413() {
        String chunk = "3e8\r\n" + "x".repeat(1_000) + "\r\n";

        refused(413, POST + "Transfer-Encoding: chunked" + NO_BODY + chunk.repeat(1_000));
    }

    @Test
    void a_body_of_the_greatest_size_is_taken() {
        String body = "{}" + " ".repeat(9_998);

        assertThat(given.api().post("/events", body).send().text()).contains("name is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
                "GET / HTTP/1.1\r\n: no name\r\n\r\n",
                "GET / HTTP/1.1\r\nX\u0000Y: 1\r\n\r\n",
                "GET / HTTP/x\r\n\r\n",
                "GET /\r\n\r\n",
                "what is this\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"
            })
    void what_is_no_request_is_answered_with_400(String request) {
        refused(400, request);
    }

    private static void refused(int status, String request) {
        // All is sent before the answer is read: closing early must not make it get lost.
        RawHttp http = given.http().sends(request);

        RawResponse answer = http.response();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("code").asInt()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("Exception", "io.netty", "at java");
        http.seesTheEnd();
    }
}
