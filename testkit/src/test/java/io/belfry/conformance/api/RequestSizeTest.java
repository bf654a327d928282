package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;
import io.belfry.testkit.SignedCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestSizeTest {
    private static final int LIMIT = 20_000;
    private static final String EVENT = "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"}";

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Settings.hub(GivenHub.anApp())
                            .limits(LimitSettings.builder().maxRequestSize(LIMIT).build())
                            .build());

    @Test
    @Check(103)
    void a_body_may_be_as_large_as_the_limit() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(given.api().post("/events", ofSize(LIMIT)).send(), "{}");

        alice.sees("a", "news");
    }

    @Test
    @Check(103)
    void a_body_of_one_byte_more_is_refused_and_the_connection_ended() {
        var alice = given.client().subscribes("news");
        var http = given.http();

        RawResponse answer =
                given.api().post("/events", ofSize(LIMIT + 1)).sendOver(http).response();

        Answers.refuses(answer, 413);
        assertThat(answer.header("connection")).isEqualTo("close");
        http.seesTheEnd();
        alice.seesNothingMore();
    }

    @Test
    @Check(103)
    void chunks_may_add_up_to_the_limit() {
        Answers.succeeds(chunked(ofSize(LIMIT)), "{}");
    }

    @Test
    @Check(103)
    void chunks_that_add_up_to_one_byte_more_are_refused() {
        Answers.refuses(chunked(ofSize(LIMIT + 1)), 413);
    }

    @Test
    @Check(103)
    void the_head_of_a_request_is_not_counted() {
        SignedCall call = given.api().post("/events", ofSize(LIMIT));

        Answers.succeeds(call.header("X-Long", "x".repeat(10_000)).send(), "{}");
    }

    @Test
    @Check(103)
    void what_was_sent_before_the_large_request_is_answered() {
        var http = given.http();

        given.api().get("/channels/news").sendOver(http);
        given.api().post("/events", ofSize(LIMIT + 1)).sendOver(http);
        given.api().get("/channels/news").sendOver(http);

        Answers.succeeds(http.response(), "{\"occupied\":false}");
        Answers.refuses(http.response(), 413);
        http.seesTheEnd();
    }

    private static RawResponse chunked(String body) {
        var http = given.http();
        http.sends(
                "POST "
                        + given.api().post("/events", body).target()
                        + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < body.length(); i += 1_000) {
            String piece = body.substring(i, Math.min(body.length(), i + 1_000));
            http.sends(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
        }
        return http.sends("0\r\n\r\n").response();
    }

    /** The event, followed by as much white space as it takes. */
    private static String ofSize(int bytes) {
        return EVENT + " ".repeat(bytes - EVENT.length());
    }
}
