package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Map;

/** Signatures, against vectors that the Pusher SDK for Node computes too. */
class AppKeyTest {
    private static final AppKey KEY = new AppKey("belfry-key", "belfry-secret");
    private static final SocketId SOCKET = new SocketId("123.456");

    @Test
    void a_private_channel_is_authorized_over_socket_and_name() {
        assertThat(KEY.authorizeChannel(SOCKET, new ChannelName("private-orders.9"), null))
                .isEqualTo(
                        "belfry-key:ea591b928daf0c43940bd31643d163b1d51dff79880f5a8501cf29701597d799");
    }

    @Test
    void a_presence_channel_is_authorized_over_the_member_too() {
        String data = "{\"user_id\":\"42\",\"user_info\":{\"name\":\"Ada\"}}";

        assertThat(KEY.authorizeChannel(SOCKET, new ChannelName("presence-room.1"), data))
                .isEqualTo(
                        "belfry-key:e46fd6ba0abaaa822f6fb861dd313a12b8b8c4afab4525b879909c072b5ceabc");
    }

    @Test
    void a_user_is_authenticated_over_socket_and_user_data() {
        assertThat(KEY.authenticateUser(SOCKET, "{\"id\":\"42\",\"watchlist\":[\"7\",\"8\"]}"))
                .isEqualTo(
                        "belfry-key:d0827cd316deb74526ad0a5d577840fa588eab8948723bdc538ea907beb329f1");
    }

    @Test
    void a_request_with_a_body_is_signed() {
        String text =
                SignedText.ofRequest(
                        "POST",
                        "/apps/4711/events",
                        Map.of(
                                "auth_key", "belfry-key",
                                "auth_timestamp", "1700000000",
                                "auth_version", "1.0",
                                "body_md5", "0a442859618ef59119531eafc1b212f7"));

        assertThat(KEY.sign(text))
                .isEqualTo("b4a34ec6189eed37ff7e91d189b0ba86e891a65e2358e5db2d0064490b743bf9");
    }

    @Test
    void further_parameters_are_signed_in_the_order_of_their_lower_case_names() {
        String text =
                SignedText.ofRequest(
                        "get",
                        "/apps/4711/channels",
                        Map.of(
                                "info", "user_count",
                                "Filter_By_Prefix", "presence-",
                                "auth_key", "belfry-key",
                                "auth_timestamp", "1700000000",
                                "auth_version", "1.0",
                                "auth_signature", "whatever"));

        assertThat(KEY.sign(text))
                .isEqualTo("acbdb624c4be1b13da4f90d819b60f249969364d50c7c4f2185a3bbb3d487e8c");
    }

    @Test
    void a_webhook_body_is_signed_byte_for_byte() {
        byte[] body =
                "{\"time_ms\":1700000000123,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"news\"}]}"
                        .getBytes(UTF_8);

        assertThat(KEY.sign(body))
                .isEqualTo("a3fd23338f7769085860b1a0618123ad703219970e8e2c136d18e14611694ffc");
    }

    @Test
    void a_signature_counts_only_letter_for_letter() {
        String signature = KEY.sign("text");

        assertThat(KEY.verifies("text", signature)).isTrue();
        assertThat(KEY.verifies("text", signature.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(KEY.verifies("text", signature + "0")).isFalse();
        assertThat(KEY.verifies("text", "")).isFalse();
        assertThat(KEY.verifies("Text", signature)).isFalse();
    }

    @Test
    void another_key_does_not_vouch_with_the_same_secret() {
        String presented = new AppKey("other", "belfry-secret").key() + ":" + KEY.sign("text");

        assertThat(KEY.vouches("text", presented)).isFalse();
        assertThat(KEY.vouches("text", "belfry-key:" + KEY.sign("text"))).isTrue();
    }

    @Test
    void the_secret_is_not_shown() {
        assertThat(KEY.toString()).contains("belfry-key").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a/b", "a?b", "a b", "a%2fb", "ä", ".", "..", ".a"})
    void keys_that_no_path_can_carry_as_they_are_are_refused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppKey(key, "s"))
                .withMessageContaining("an app key must be 1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"153066", "app-key", "Key_1.2~b"})
    void keys_may_be_made_of_what_needs_no_escape(String key) {
        assertThat(new AppKey(key, "s").key()).isEqualTo(key);
    }

    @Test
    void keys_have_a_secret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppKey("k", ""))
                .withMessageContaining("secret of app key k");
    }

    @Test
    void keys_are_equal_when_name_and_secret_are() {
        assertThat(new AppKey("k", "s"))
                .isEqualTo(new AppKey("k", "s"))
                .hasSameHashCodeAs(new AppKey("k", "s"))
                .isNotEqualTo(new AppKey("k", "t"))
                .isNotEqualTo(new AppKey("l", "s"));
    }

    @Test
    void a_call_of_the_api_is_signed_as_in_the_known_vector() {
        byte[] body =
                "{\"name\":\"tick\",\"channel\":\"news\",\"data\":\"{\\\"n\\\":1}\"}"
                        .getBytes(UTF_8);
        assertThat(KEY.authorizeRequest("POST", "/apps/4711/events", body, 1_700_000_000))
                .containsExactly(
                        Map.entry("auth_key", "belfry-key"),
                        Map.entry(
                                "auth_signature",
                                "b4a34ec6189eed37ff7e91d189b0ba86e891a65e2358e5db2d0064490b743bf9"),
                        Map.entry("auth_timestamp", "1700000000"),
                        Map.entry("auth_version", "1.0"),
                        Map.entry("body_md5", "0a442859618ef59119531eafc1b212f7"));
        assertThat(KEY.authorizeRequest("GET", "/apps/4711/channels", new byte[0], 0))
                .doesNotContainKey("body_md5");
    }
}
