package io.belfry.live.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.fields.FieldRefused;
import io.belfry.live.presence.PusherWebhook.ChannelChange;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class PusherWebhookTest {
    private static final AppKey KEY = new AppKey("belfry-key", "belfry-secret");

    private static Optional<PusherWebhook> read(String key, String signature, String body) {
        return PusherWebhook.read(KEY, key, signature, body.getBytes(UTF_8));
    }

    private static Optional<PusherWebhook> signed(String body) {
        return read("belfry-key", KEY.sign(body), body);
    }

    @Test
    void the_signature_of_an_example_is_accepted() {
        assertThat(
                        read(
                                "belfry-key",
                                "a3fd23338f7769085860b1a0618123ad703219970e8e2c136d18e14611694ffc",
                                "{\"time_ms\":1700000000123,\"events\":[{\"name\":\"channel_occupied\","
                                    + "\"channel\":\"news\"}]}"))
                .contains(new PusherWebhook(List.of(new ChannelChange("news", true))));
    }

    @Test
    void changes_of_channels_are_read_in_their_order_and_nothing_else() {
        String body =
                """
                {"time_ms": 1, "events": [
                {"name": "channel_occupied", "channel": "private-user.7"},
                {"name": "member_added", "channel": "presence-room", "user_id": "7"},
                {"name": "something_new"},
                {"name": "channel_vacated", "channel": "private-user.7"}]}
                """;

        assertThat(signed(body).orElseThrow().changes())
                .containsExactly(
                        new ChannelChange("private-user.7", true),
                        new ChannelChange("private-user.7", false));
    }

    @Test
    void what_is_not_signed_by_this_app_is_not_read() {
        String body = "{\"events\": []}";

        assertThat(read("belfry-key", KEY.sign(body + " "), body)).isEmpty();
        assertThat(read("belfry-key", "", body)).isEmpty();
        assertThat(read("belfry-key", "é", "no JSON")).isEmpty();
        assertThat(read("other-key", KEY.sign(body), body)).isEmpty();
        assertThat(signed(body)).isPresent();
    }

    @Test
    void what_is_signed_and_no_webhook_changes_nothing_or_is_refused() {
        assertThat(signed("[1, {}]").orElseThrow().changes()).isEmpty();
        assertThat(signed("{\"events\": [3, {\"name\": 4}]}").orElseThrow().changes()).isEmpty();
        assertThatExceptionOfType(FieldRefused.class).isThrownBy(() -> signed("no JSON"));
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> signed(" ".repeat(PusherWebhook.MOST_BYTES + 1)))
                .withMessage("the body has 1048577 bytes, at most 1048576");
    }
}
