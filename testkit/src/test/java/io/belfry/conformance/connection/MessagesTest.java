package io.belfry.conformance.connection;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.hub.settings.Profile;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final int LIMIT = 1_000;

    @RegisterExtension
    static final GivenHub given = GivenHub.withApp(app -> app.maxMessageSize(LIMIT));

    @Test
    @Check(23)
    void a_binary_message_ends_the_connection() {
        var client = given.client();

        client.raw().sends(ClientFrame.binary("{\"event\":\"pusher:ping\"}".getBytes(UTF_8)));

        client.closedWith(1003);
        assertThat(client.raw().ends().reset()).isFalse();
    }

    @Test
    @Check(23)
    void text_that_is_no_utf_8_ends_the_connection() {
        var client = given.client();

        client.raw().sends(ClientFrame.text(new byte[] {'{', (byte) 0xc3, '}'}));

        client.closedWith(1007);
        assertThat(client.raw().ends().reset()).isFalse();
    }

    @Test
    @Check(24)
    void a_message_of_the_greatest_size_is_handled() {
        var client = given.client();

        client.raw().sends(pingOf(LIMIT));

        client.sees("pusher:pong");
    }

    @Test
    @Check(24)
    void a_message_one_byte_larger_ends_the_connection() {
        var client = given.client();

        client.raw().sends(pingOf(LIMIT + 1));

        assertThat(client.closedWith(1009).reason()).isEqualTo("Maximum message size exceeded");
        assertThat(client.raw().ends().reset()).isFalse();
    }

    @Test
    @Check(24)
    void size_is_counted_in_bytes_not_in_characters() {
        var client = given.client();

        client.raw().sends(pingOf(LIMIT - 1).replaceFirst("xx", "ü"));
        client.sees("pusher:pong");
        client.raw().sends(pingOf(LIMIT).replaceFirst("x", "ü"));

        client.closedWith(1009);
    }

    @Test
    @Check({24, 25})
    void fragments_are_counted_together() {
        var client = given.client();
        String whole = pingOf(LIMIT + 1);

        client.raw().sends(ClientFrame.text(whole.substring(0, LIMIT / 2)).unfinished());
        client.raw().sends(ClientFrame.continuation(whole.substring(LIMIT / 2)));

        client.closedWith(1009);
    }

    @Test
    @Check(25)
    void three_fragments_are_one_message() {
        var client = given.client();

        client.raw()
                .sends(
                        ClientFrame.text("{\"event\":\"pusher:subscribe\",").unfinished(),
                        ClientFrame.continuation("\"data\":{\"chan").unfinished(),
                        ClientFrame.continuation("nel\":\"news\"}}"));

        client.sees("pusher_internal:subscription_succeeded", "news");
    }

    @Test
    @Check(25)
    void a_ping_between_two_fragments_is_answered_between() {
        var client = given.client().raw();

        client.sends(
                ClientFrame.text("{\"event\":\"pusher:").unfinished(),
                ClientFrame.ping("between"),
                ClientFrame.continuation("ping\"}"));

        client.receivesPong("between");
        assertThat(client.receivesText()).contains("pusher:pong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"data\":{}}",
                "{\"event\":5}",
                "",
                "{",
                "null",
                "\"pusher:ping\"",
                "{\"event\":null}",
                "{\"event\":\"pusher:ping\"}{}",
                "{\"event\":\"pusher:ping\"",
                "{'event':'pusher:ping'}",
                "{\"event\":\"pusher:subscribe\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":7}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"not json\"}",
                "{\"event\":\"pusher:signin\",\"data\":{}}"
            })
    @Check(26)
    void what_is_no_message_is_refused_and_the_connection_goes_on(String text) {
        var client = given.client();

        client.raw().sends(text);

        client.seesError(4200);
        client.subscribes("news").seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pusher:nope",
                "pusher:",
                "pusher:error",
                "pusher:connection_established",
                "pusher_internal:subscription_succeeded"
            })
    @Check(27)
    void a_command_that_does_not_exist_is_refused_and_the_connection_goes_on(String event) {
        var client = given.client();

        client.sends(event, "{}");

        client.seesError(4200);
        client.subscribes("news").seesNothingMore();
    }

    @Test
    @Check(26)
    void a_hub_with_the_manners_of_reverb_says_errors_in_a_string() throws Exception {
        var manners = CompatSettings.builder().profile(Profile.REVERB).build();
        try (var hub = GivenHub.with(Loopback.hub(Loopback.app()).compat(manners).build())) {
            var client = hub.client();
            client.raw().sends("not json");

            var error = client.seesError(4200);

            assertThat(error.rawData().isString()).isTrue();
        }
    }

    /** A ping of the Pusher protocol that is so many bytes long. */
    private static String pingOf(int bytes) {
        String start = "{\"event\":\"pusher:ping\",\"data\":\"";
        return start + "x".repeat(bytes - start.length() - 2) + "\"}";
    }
}
