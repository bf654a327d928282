package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class BatchTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @BeforeEach
    void nobody_is_connected() {
        Nobody.isConnectedTo(given);
    }

    @Test
    @Check(102)
    void ten_events_are_published_in_their_order() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(posted(items(10)), "{}");

        for (int i = 0; i < 10; i++) {
            alice.sees("e" + i, "news");
        }
        alice.seesNothingMore();
    }

    @Test
    @Check(102)
    void of_eleven_events_none_is_published() {
        var alice = given.client().subscribes("news");

        Answers.refuses(posted(items(11)), 400);

        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"b\",\"channel\":\"a b\",\"data\":\"x\"}",
                "{\"name\":\"b\",\"channel\":\"news\"}",
                "{\"name\":\"pusher:b\",\"channel\":\"news\",\"data\":\"x\"}",
                "{\"channel\":\"news\",\"data\":\"x\"}",
                "{\"name\":\"b\",\"data\":\"x\"}",
                "{\"name\":\"b\",\"channel\":\"news\",\"data\":\"x\",\"socket_id\":\"x\"}",
                "5",
                "null"
            })
    @Check(102)
    void one_bad_event_spoils_the_whole_batch(String bad) {
        var alice = given.client().subscribes("news");

        RawResponse answer =
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"},"
                                + bad
                                + ",{\"name\":\"c\",\"channel\":\"news\",\"data\":\"x\"}");

        Answers.refuses(answer, 400);
        assertThat(answer.json().path("error").stringValue()).contains("batch[1]");
        alice.seesNothingMore();
    }

    @Test
    @Check(103)
    void one_event_that_is_too_large_spoils_the_whole_batch() {
        var alice = given.client().subscribes("news");

        RawResponse answer =
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"},"
                                + "{\"name\":\"b\",\"channel\":\"news\",\"data\":\""
                                + "x".repeat(10_241)
                                + "\"}");

        Answers.refuses(answer, 413);
        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"batch\":{}}", "{\"batch\":\"x\"}", "[]", "not json"})
    @Check(104)
    void what_is_no_batch_is_refused(String body) {
        Answers.refuses(given.api().post("/batch_events", body).send(), 400);
    }

    @Test
    @Check(102)
    void a_batch_may_be_empty() {
        Answers.succeeds(posted(""), "{}");
    }

    @Test
    @Check(100)
    void each_event_leaves_out_its_own_socket() {
        var alice = given.client().subscribes("news");
        var bob = given.client().subscribes("news");

        posted(
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"socket_id\":\"%s\"},"
                                .formatted(alice.socketId())
                        + "{\"name\":\"b\",\"channel\":\"news\",\"data\":\"x\",\"socket_id\":\"%s\"}"
                                .formatted(bob.socketId()));

        alice.sees("b", "news");
        alice.seesNothingMore();
        bob.sees("a", "news");
        bob.seesNothingMore();
    }

    @Test
    @Check(111)
    void the_answer_is_aligned_with_the_batch() {
        given.client().subscribes("news").joins("presence-room", "alice");

        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"},"
                                + "{\"name\":\"b\",\"channel\":\"presence-room\",\"data\":\"x\","
                                + "\"info\":\"user_count\"},"
                                + "{\"name\":\"c\",\"channel\":\"news\",\"data\":\"x\","
                                + "\"info\":\"user_count,subscription_count\"}"),
                "{\"batch\":[{},{\"user_count\":1},{\"subscription_count\":1}]}");
    }

    private static RawResponse posted(String items) {
        return given.api().post("/batch_events", "{\"batch\":[" + items + "]}").send();
    }

    private static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> "{\"name\":\"e%d\",\"channel\":\"news\",\"data\":\"x\"}".formatted(i))
                .collect(Collectors.joining(","));
    }
}
