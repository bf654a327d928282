package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.NoLeaks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

@ExtendWith(NoLeaks.class)
class DeepJsonTest {
    private static final int DEPTH = 100_000;
    private static final String ARRAYS = "[".repeat(DEPTH) + "]".repeat(DEPTH);
    private static final String OBJECTS = "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH);
    private static final String UNFINISHED = "[{\"a\":".repeat(DEPTH);

    @RegisterExtension
    static final GivenHub given =
            GivenHub.withApp(app -> app.maxMessageSize(1 << 20).maxClientEventData(1 << 20));

    @RegisterExtension static final StillServes serves = new StillServes(given);

    static Stream<String> bottomless() {
        return Stream.of(ARRAYS, OBJECTS, UNFINISHED);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bottomless")
    void a_message_without_a_bottom_is_refused(String json) {
        var client = given.client();

        client.raw().sends(json);

        client.seesError(4200);
        client.seesNothingMore();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bottomless")
    void data_without_a_bottom_are_refused(String json) {
        var client = given.client();

        client.sends("pusher:subscribe", json);
        client.seesError(4200);
        client.sends("pusher:subscribe", JsonObject.quoted(json));
        client.seesError(4200);
        client.sends("pusher:ping", json);
        client.seesError(4200);
        client.seesNothingMore();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bottomless")
    void a_client_event_without_a_bottom_reaches_nobody(String json) {
        var sender = given.client().subscribes("private-chat");
        var other = given.client().subscribes("private-chat");

        sender.says("private-chat", "client-deep", json);

        sender.seesError(4200);
        sender.seesNothingMore();
        other.seesNothingMore();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bottomless")
    void channel_data_without_a_bottom_are_refused_though_they_are_signed(String json) {
        var client = given.client();
        ChannelName room = new ChannelName("presence-room");
        String info = "{\"user_id\":\"1\",\"user_info\":" + json + "}";

        for (String data : new String[] {json, info}) {
            String auth = given.key().authorizeChannel(client.socketId(), room, data);
            client.asksFor("presence-room", auth, data);
            client.seesRefusal("presence-room", 401, 4009);
        }
        client.seesNothingMore();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bottomless")
    void user_data_without_a_bottom_are_refused_though_they_are_signed(String json) {
        var client = given.client();
        String info = "{\"id\":\"1\",\"user_info\":" + json + "}";

        for (String data : new String[] {json, info}) {
            String auth = given.key().authenticateUser(client.socketId(), data);
            client.sends(
                    "pusher:signin",
                    new JsonObject().text("auth", auth).text("user_data", data).end());
            client.seesError(4009);
        }
        client.seesNothingMore();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bottomless")
    void a_body_without_a_bottom_is_a_bad_request(String json) {
        String data = "{\"name\":\"e\",\"channel\":\"c\",\"data\":" + json + "}";

        for (String body : new String[] {json, data, "{\"batch\":[" + data + "]}"}) {
            for (String path : new String[] {"/events", "/batch_events"}) {
                assertThat(given.api().post(path, body).send().status()).isEqualTo(400);
            }
        }
    }

    @Test
    void data_as_deep_as_honest_ones_are_taken() {
        var client = given.client().subscribes("private-chat");
        String deep = "[".repeat(100) + "]".repeat(100);

        given.client().subscribes("private-chat").says("private-chat", "client-deep", deep);

        assertThat(client.sees("client-deep").rawData().toString()).isEqualTo(deep);
    }
}
