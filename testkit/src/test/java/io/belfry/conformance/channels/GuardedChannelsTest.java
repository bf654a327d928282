package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.ToldEvents;
import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

class GuardedChannelsTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";

    @RegisterExtension
    static final GivenHub given =
            GivenHub.withApps(
                    AppSettings.builder("4711", Signature.KEY, Signature.SECRET)
                            .keys(
                                    List.of(
                                            new AppKey(Signature.KEY, Signature.SECRET),
                                            new AppKey("newer-key", "newer-secret")))
                            .build(),
                    AppSettings.of("4712", "other-key", "other-secret"));

    static final ToldEvents told = ToldEvents.of(given);

    @Test
    @Check(40)
    void the_documented_signature_is_reproduced() {
        assertThat(Signature.hmac(Signature.SECRET, "123.456:private-orders.9"))
                .isEqualTo("ea591b928daf0c43940bd31643d163b1d51dff79880f5a8501cf29701597d799");
    }

    @ParameterizedTest
    @Check({40, 43})
    @ValueSource(strings = {"private-orders.9", "private-encrypted-vault", "private-", "private-@"})
    void who_shows_the_signature_of_the_app_is_let_in(String channel) {
        var client = given.client();

        client.asksFor(channel, Signature.of(client.socketId() + ":" + channel), null);

        assertThat(client.sees(SUCCEEDED, channel).rawData().stringValue()).isEqualTo("{}");
        client.seesNothingMore();
    }

    @Test
    @Check(40)
    void every_key_of_the_app_vouches_for_its_clients() {
        var client = given.client();
        String text = client.socketId() + ":private-rotated";

        client.asksFor(
                "private-rotated", "newer-key:" + Signature.hmac("newer-secret", text), null);

        client.sees(SUCCEEDED, "private-rotated");
        client.seesNothingMore();
    }

    static Stream<Arguments> wrongAuths() {
        return Stream.of(
                wrong("of another secret", (id, c) -> key() + hmac("not-the-secret", id, c)),
                wrong("of another socket", (id, c) -> Signature.of("1.1:" + c)),
                wrong("of another channel", (id, c) -> Signature.of(id + ":" + c + "x")),
                wrong("of a private-channel name alone", (id, c) -> Signature.of(c)),
                wrong("of a sign-in", (id, c) -> Signature.of(id + "::user::" + c)),
                wrong(
                        "with channel data that were not sent",
                        (id, c) -> Signature.of(id + ":" + c + ":{}")),
                wrong(
                        "with another key of the app",
                        (id, c) -> "newer-key:" + hmac(Signature.SECRET, id, c)),
                wrong("of another app", (id, c) -> "other-key:" + hmac("other-secret", id, c)),
                wrong("of nobody's key", (id, c) -> "nobody:" + hmac(Signature.SECRET, id, c)),
                wrong("without a key", (id, c) -> ":" + hmac(Signature.SECRET, id, c)),
                wrong("without a colon", (id, c) -> hmac(Signature.SECRET, id, c)),
                wrong(
                        "in upper case",
                        (id, c) -> key() + hmac(Signature.SECRET, id, c).toUpperCase(Locale.ROOT)),
                wrong(
                        "cut short",
                        (id, c) -> key() + hmac(Signature.SECRET, id, c).substring(0, 63)),
                wrong("with more behind", (id, c) -> key() + hmac(Signature.SECRET, id, c) + "0"),
                wrong("of the key alone", (id, c) -> key()),
                wrong("that is empty", (id, c) -> ""),
                wrong("that is no ASCII", (id, c) -> key() + "🔔".repeat(32)));
    }

    private static Arguments wrong(String what, BinaryOperator<String> auth) {
        return Arguments.argumentSet(what, auth);
    }

    @ParameterizedTest
    @Check(41)
    @MethodSource("wrongAuths")
    void a_wrong_signature_is_refused(BinaryOperator<String> auth) {
        isRefused("private-refused", auth);
    }

    @ParameterizedTest
    @Check(44)
    @MethodSource("wrongAuths")
    void a_wrong_signature_is_refused_on_cache_channels_too(BinaryOperator<String> auth) {
        isRefused("private-cache-refused", auth);
        isRefused("private-encrypted-refused", auth);
        isRefused("private-encrypted-cache-refused", auth);
        isRefused("presence-refused", auth);
        isRefused("presence-cache-refused", auth);
    }

    private static void isRefused(String channel, BinaryOperator<String> auth) {
        var client = given.client();
        String presented = auth.apply(client.socketId().value(), channel);

        client.asksFor(channel, presented, null);

        SeenMessage refusal = client.seesRefusal(channel, 401, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("AuthError");
        client.seesNothingMore();
        assertThat(told.about(channel)).isEmpty();
        assertThat(occupied()).doesNotContain(channel);
        client.subscribes("private-allowed");
    }

    @Test
    @Check(41)
    void a_guarded_channel_without_auth_is_refused() {
        var client = given.client();

        client.sends("pusher:subscribe", "{\"channel\":\"private-missing\"}");
        client.seesRefusal("private-missing", 401, 4009);
        client.sends("pusher:subscribe", "{\"channel\":\"private-missing\",\"auth\":7}");
        client.seesRefusal("private-missing", 401, 4009);

        client.seesNothingMore();
    }

    @Test
    @Check(41)
    void who_was_refused_hears_nothing_of_the_channel() {
        var client = given.client();
        client.asksFor("private-secret", Signature.of("1.1:private-secret"), null);
        client.seesRefusal("private-secret", 401, 4009);

        given.api().publishes("private-secret", "tick", "1");

        client.seesNothingMore();
    }

    @Test
    @Check(41)
    void who_was_refused_may_try_again() {
        var client = given.client();
        client.asksFor("private-again", "wrong", null);
        client.seesRefusal("private-again", 401, 4009);

        client.subscribes("private-again");

        given.api().publishes("private-again", "tick", "1");
        client.sees("tick", "private-again");
    }

    @Test
    @Check(42)
    void a_signature_is_worth_nothing_on_another_connection() {
        var rightful = given.client();
        String auth = Signature.of(rightful.socketId() + ":private-lent");
        var thief = given.client();

        thief.asksFor("private-lent", auth, null);
        thief.seesRefusal("private-lent", 401, 4009);

        rightful.asksFor("private-lent", auth, null);
        rightful.sees(SUCCEEDED, "private-lent");
        thief.seesNothingMore();
    }

    @ParameterizedTest
    @Check(43)
    @ValueSource(
            strings = {
                "{\"nonce\":\"AQEBAQEB/+==\",\"ciphertext\":\"1eUYq1oYsDqv1SSgZ4k4c0Z1hNHIcTM=\"}",
                "{ \"ciphertext\" : \"\\u002b\\/\" , \"nonce\":\"\", \"nonce\":\"twice\" }",
                "not even json"
            })
    void sealed_data_pass_through_byte_for_byte(String sealed) {
        var client = given.client().subscribes("private-encrypted-vault");

        given.api().publishes("private-encrypted-vault", "sealed", sealed);

        SeenMessage seen = client.sees("sealed", "private-encrypted-vault");
        assertThat(seen.rawData().stringValue()).isEqualTo(sealed);
    }

    @Test
    @Check(45)
    void channel_data_on_a_private_channel_are_part_of_what_is_signed() {
        String data = "{\"role\": \"editor\"}";
        var client = given.client();
        String auth = Signature.of(client.socketId() + ":private-data:" + data);

        client.asksFor("private-data", auth, data);

        client.sees(SUCCEEDED, "private-data");
        client.seesNothingMore();
    }

    @Test
    @Check(45)
    void tampered_channel_data_on_a_private_channel_are_refused() {
        var client = given.client();
        String auth = Signature.of(client.socketId() + ":private-data:{\"role\":\"reader\"}");

        client.asksFor("private-data", auth, "{\"role\":\"editor\"}");
        client.seesRefusal("private-data", 401, 4009);
        client.asksFor("private-data", auth, "{\"role\": \"reader\"}");
        client.seesRefusal("private-data", 401, 4009);
        client.asksFor("private-data", auth, null);
        client.seesRefusal("private-data", 401, 4009);

        client.seesNothingMore();
    }

    @Test
    @Check(77)
    void channels_of_the_same_name_in_two_apps_have_nothing_in_common() {
        AppKey otherKey = new AppKey("other-key", "other-secret");
        var here = given.client().subscribes("private-both");
        HubClient there = given.keeping(HubClient.of(given.host(), given.port(), otherKey));
        there.subscribes("private-both");

        given.api().publishes("private-both", "tick", "1");
        here.says("private-both", "client-tick", "1");

        here.sees("tick", "private-both");
        here.seesNothingMore();
        there.seesNothingMore();
    }

    private static List<String> occupied() {
        return List.copyOf(
                given.api().get("/channels").send().json().path("channels").propertyNames());
    }

    private static String key() {
        return Signature.KEY + ":";
    }

    private static String hmac(String secret, String socketId, String channel) {
        return Signature.hmac(secret, socketId + ":" + channel);
    }
}
