package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class PublishTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @BeforeEach
    void nobody_is_connected() {
        Nobody.isConnectedTo(given);
    }

    @Test
    @Check(99)
    void an_event_reaches_all_subscribers_of_its_channel_once() {
        var alice = given.client().subscribes("news");
        var bob = given.client().subscribes("news");
        var carol = given.client().subscribes("weather");

        Answers.succeeds(posted("{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"}"), "{}");

        String message = "{\"event\":\"a\",\"channel\":\"news\",\"data\":\"x\"}";
        alice.seesJson(message);
        bob.seesJson(message);
        alice.seesNothingMore();
        bob.seesNothingMore();
        carol.seesNothingMore();
    }

    @Test
    @Check(99)
    void an_event_to_several_channels_arrives_on_each_of_them() {
        var alice = given.client().subscribes("news").subscribes("weather").subscribes("sport");

        Answers.succeeds(
                posted("{\"name\":\"a\",\"channels\":[\"news\",\"weather\"],\"data\":\"x\"}"),
                "{}");

        alice.sees("a", "news");
        alice.sees("a", "weather");
        alice.seesNothingMore();
    }

    @Test
    void an_event_whose_key_was_seen_before_is_accepted_and_not_published_again() {
        var alice = given.client().subscribes("news").subscribes("cache-price");
        alice.sees("pusher:cache_miss", "cache-price");
        String first =
                "{\"name\":\"a\",\"channels\":[\"news\",\"cache-price\"],\"data\":\"x\",\"idempotency_key\":\"k-1.A_\"}";
        String batch =
                "{\"batch\":[{\"name\":\"b\",\"channel\":\"news\",\"data\":\"x\",\"idempotency_key\":\"k-1.A_\"},"
                    + "{\"name\":\"c\",\"channel\":\"news\",\"data\":\"x\",\"idempotency_key\":\"k2\"}]}";

        Answers.succeeds(posted(first), "{}");
        Answers.succeeds(posted(first), "{}");
        Answers.succeeds(given.api().post("/batch_events", batch).send(), "{}");

        alice.sees("a", "news");
        alice.sees("a", "cache-price");
        alice.sees("c", "news");
        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b\"", "\"\\u00e4\"", "5"})
    void a_key_that_is_none_is_refused(String key) {
        RawResponse answer =
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"idempotency_key\":"
                                + key
                                + "}");
        assertThat(Answers.refuses(answer, 400).text()).contains("idempotency_key");
    }

    @Test
    @Check(99)
    void channels_are_preferred_to_channel() {
        var alice = given.client().subscribes("news").subscribes("weather");

        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"channels\":[\"weather\"],"
                                + "\"data\":\"x\"}"),
                "{}");

        alice.sees("a", "weather");
        alice.seesNothingMore();
    }

    @Test
    @Check(99)
    void an_event_to_a_channel_without_subscribers_is_accepted() {
        Answers.succeeds(posted("{\"name\":\"a\",\"channel\":\"empty\",\"data\":\"x\"}"), "{}");
    }

    @Test
    @Check(100)
    void the_socket_that_is_named_is_left_out_on_all_channels() {
        var alice = given.client().subscribes("news").subscribes("weather");
        var bob = given.client().subscribes("news").subscribes("weather");

        posted(
                "{\"name\":\"a\",\"channels\":[\"news\",\"weather\"],\"data\":\"x\",\"socket_id\":\""
                        + alice.socketId()
                        + "\"}");

        bob.sees("a", "news");
        bob.sees("a", "weather");
        alice.seesNothingMore();
    }

    @Test
    @Check(100)
    void a_socket_that_is_unknown_leaves_nobody_out() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\","
                                + "\"socket_id\":\"1.2\"}"),
                "{}");

        alice.sees("a", "news");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"1\"", "\"1.\"", "\"1.2.3\"", "\"1.2:x\"", "\"a.b\"", "12"})
    @Check(100)
    void what_is_no_socket_id_is_refused(String socketId) {
        var alice = given.client().subscribes("news");

        Answers.refuses(
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"socket_id\":"
                                + socketId
                                + "}"),
                400);

        alice.seesNothingMore();
    }

    @Test
    @Check(101)
    void a_channel_that_is_named_twice_is_served_once() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channels\":[\"news\",\"news\",\"news\"],"
                                + "\"data\":\"x\"}"),
                "{}");

        alice.sees("a", "news");
        alice.seesNothingMore();
    }

    @Test
    @Check(102)
    void an_event_may_go_to_a_hundred_channels() {
        var alice = given.client().subscribes("c-0").subscribes("c-99");

        Answers.succeeds(posted(toChannels(100)), "{}");

        alice.sees("a", "c-0");
        alice.sees("a", "c-99");
    }

    @Test
    @Check(102)
    void an_event_to_more_than_a_hundred_channels_goes_to_none() {
        var alice = given.client().subscribes("c-0");

        Answers.refuses(posted(toChannels(101)), 400);

        alice.seesNothingMore();
    }

    @Test
    @Check(103)
    void data_may_have_ten_kilobytes() {
        var alice = given.client().subscribes("news");
        String data = "x".repeat(10_240);

        Answers.succeeds(posted(event("a", "news", data)), "{}");

        assertThat(alice.sees("a").rawData().stringValue()).isEqualTo(data);
    }

    @Test
    @Check(103)
    void data_over_ten_kilobytes_are_too_large() {
        var alice = given.client().subscribes("news");

        Answers.refuses(posted(event("a", "news", "x".repeat(10_241))), 413);
        Answers.refuses(posted(event("a", "news", "€".repeat(3_414))), 413);

        alice.seesNothingMore();
    }

    @Test
    @Check(103)
    void what_escapes_add_to_data_is_not_counted() {
        Answers.succeeds(posted(event("a", "news", "\n".repeat(10_240))), "{}");
    }

    @Test
    @Check(103)
    void the_name_of_an_event_may_have_two_hundred_characters() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(posted(event("n".repeat(200), "news", "x")), "{}");
        Answers.refuses(posted(event("n".repeat(201), "news", "x")), 400);

        alice.sees("n".repeat(200));
        alice.seesNothingMore();
    }

    @Test
    @Check(103)
    void characters_outside_of_the_basic_plane_count_once() {
        var alice = given.client().subscribes("news");
        String bell = "\uD83D\uDD14";

        Answers.succeeds(posted(event(bell.repeat(200), "news", "x")), "{}");
        Answers.refuses(posted(event(bell.repeat(201), "news", "x")), 400);

        alice.sees(bell.repeat(200));
        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"news\",\"data\":\"x\"}",
                "{\"name\":\"\",\"channel\":\"news\",\"data\":\"x\"}",
                "{\"name\":null,\"channel\":\"news\",\"data\":\"x\"}",
                "{\"name\":5,\"channel\":\"news\",\"data\":\"x\"}",
                "{\"name\":\"a\",\"channel\":\"news\"}",
                "{\"name\":\"a\",\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":[],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":\"news\",\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":[\"news\",5],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":{\"0\":\"news\"},\"data\":\"x\"}",
                "{\"name\":\"a\",\"channel\":[\"news\"],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channel\":\"\",\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":[\"news\",\"a b\"],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":[\"news\",\"a:b\"],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":[\"news\",\"#other\"],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channels\":[\"news\",\"#watch-42\"],\"data\":\"x\"}",
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"info\":[\"user_count\"]}",
                "not json",
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"",
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"} {}",
                "[]",
                "\"a\"",
                "null",
                "name=a&channel=news&data=x"
            })
    @Check(104)
    void what_is_no_event_is_refused(String body) {
        var alice = given.client().subscribes("news");

        Answers.refuses(posted(body), 400);

        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pusher:x", "pusher_internal:x", "pusher:subscription_succeeded"})
    @Check(105)
    void an_event_may_not_pass_for_one_of_the_hub(String name) {
        var alice = given.client().subscribes("news");

        Answers.refuses(posted(event(name, "news", "x")), 400);

        alice.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pusher", "pusher-x", "Pusher:x", "client-x", "my.pusher:x", "😀"})
    @Check(105)
    void every_other_name_is_the_apps_to_choose(String name) {
        var alice = given.client().subscribes("news");

        Answers.succeeds(posted(event(name, "news", "x")), "{}");

        alice.sees(name, "news");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":[1,2,{\"c\":null}]}",
                "[]",
                "12",
                "12345678901234567890.10",
                "1e400",
                "true",
                "null"
            })
    @Check(106)
    void data_that_are_no_string_arrive_as_their_json_text(String data) {
        var alice = given.client().subscribes("news");

        Answers.succeeds(
                posted("{\"name\":\"a\",\"channel\":\"news\",\"data\":" + data + "}"), "{}");

        assertThat(alice.sees("a").rawData().stringValue()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "12",
                "{\"broken\":",
                " { \"spaces\" : 1 } ",
                "😀 ä \u2028 \u2029 \ufeff",
                "tab\tnewline\n\u0000\u001f\u007f",
                "</script> & \\ / \"quoted\"",
                "\"already a string\""
            })
    @Check(107)
    void a_string_arrives_as_it_is(String data) {
        var alice = given.client().subscribes("news");

        Answers.succeeds(posted(event("a", "news", data)), "{}");

        assertThat(alice.sees("a").rawData().stringValue()).isEqualTo(data);
    }

    @Test
    @Check(107)
    void a_string_may_be_escaped_in_any_way() {
        var alice = given.client().subscribes("news");

        Answers.succeeds(
                posted(
                        "{\"name\":\"\\u0061\",\"channel\":\"ne\\u0077s\","
                                + "\"data\":\"\\ud83d\\ude00\\/\\u000a\"}"),
                "{}");

        assertThat(alice.sees("a", "news").rawData().stringValue()).isEqualTo("😀/\n");
    }

    @Test
    @Check(108)
    void backslashes_in_the_name_of_an_event_stay_single() {
        var alice = given.client().subscribes("news");

        posted(event("App\\Events\\OrderShipped", "news", "x"));

        assertThat(alice.sees().event()).isEqualTo("App\\Events\\OrderShipped");
    }

    @Test
    @Check(109)
    void a_thousand_events_arrive_in_their_order_none_lost_and_none_twice() {
        var alice = given.client().subscribes("news");
        var http = given.http();

        for (int i = 0; i < 1_000; i++) {
            given.api().post("/events", event("e" + i, "news", "x")).sendOver(http);
            assertThat(http.response().status()).isEqualTo(200);
        }

        for (int i = 0; i < 1_000; i++) {
            alice.sees("e" + i, "news");
        }
        alice.seesNothingMore();
    }

    @Test
    @Check(110)
    void the_answer_tells_of_each_channel_what_applies_to_it() {
        given.client().subscribes("news").joins("presence-room", "alice");
        given.client().joins("presence-room", "alice");
        given.client().joins("presence-room", "bob");

        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channels\":[\"presence-room\",\"news\",\"empty\",\"news\"],\"data\":\"x\",\"info\":\"user_count,"
                            + " subscription_count\"}"),
                "{\"channels\":{\"presence-room\":{\"user_count\":2},"
                        + "\"news\":{\"subscription_count\":1},"
                        + "\"empty\":{\"subscription_count\":0}}}");
    }

    @Test
    @Check(110)
    void an_attribute_that_does_not_apply_or_that_nobody_knows_is_left_out() {
        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\","
                                + "\"info\":\"user_count,weather\"}"),
                "{\"channels\":{\"news\":{}}}");
    }

    @Test
    @Check(112)
    void an_encrypted_channel_must_be_the_only_one() {
        var alice = given.client().subscribes("news");

        Answers.refuses(
                posted(
                        "{\"name\":\"a\",\"channels\":[\"private-encrypted-x\",\"news\"],"
                                + "\"data\":\"x\"}"),
                400);
        Answers.refuses(
                posted(
                        "{\"name\":\"a\",\"channels\":[\"private-encrypted-x\","
                                + "\"private-encrypted-cache-y\"],\"data\":\"x\"}"),
                400);
        Answers.succeeds(
                posted(
                        "{\"name\":\"a\",\"channels\":[\"private-encrypted-x\","
                                + "\"private-encrypted-x\"],\"data\":\"x\"}"),
                "{}");

        alice.seesNothingMore();
    }

    private static RawResponse posted(String body) {
        return given.api().post("/events", body).send();
    }

    private static String event(String name, String channel, String data) {
        return new JsonObject()
                .text("name", name)
                .text("channel", channel)
                .text("data", data)
                .end();
    }

    private static String toChannels(int count) {
        String channels =
                IntStream.range(0, count)
                        .mapToObj(i -> "\"c-" + i + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return new JsonObject().text("name", "a").raw("channels", channels).text("data", "x").end();
    }
}
