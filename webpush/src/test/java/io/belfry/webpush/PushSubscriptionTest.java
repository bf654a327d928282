package io.belfry.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** What pages hand in, and keys. */
class PushSubscriptionTest {
    private static final String ENDPOINT = "https://push.example.org/to/1";
    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    @Test
    void it_is_read_in_both_alphabets_and_shows_no_secret() {
        PushSubscription plain =
                PushSubscription.of(
                        ENDPOINT, KEY.replace('-', '+').replace('_', '/') + "=", AUTH + "==");
        assertThat(plain.p256dh()).isEqualTo(KEY);
        assertThat(plain.auth()).isEqualTo(AUTH);
        assertThat(plain.toString()).isEqualTo("push subscription at push.example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ftp://push.example.org/     | endpoint is no https URL
                    push.example.org            | endpoint is no https URL
                    https:///to/1               | endpoint is no https URL
                    https://a b/                | endpoint is no URL
                    https://u:p@push.example.org| endpoint has a user or a fragment
                    https://push.example.org/#a | endpoint has a user or a fragment
                    """)
    void an_endpoint_is_an_address_of_the_web(String endpoint, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of(endpoint, KEY, AUTH))
                .withMessage(message);
    }

    @Test
    void an_endpoint_has_an_end() {
        String longest = ENDPOINT + "x".repeat(2_000 - ENDPOINT.length());
        assertThat(PushSubscription.of(longest, KEY, AUTH).endpoint())
                .isEqualTo(URI.create(longest));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of(longest + "x", KEY, AUTH))
                .withMessage("endpoint is longer than 2000 characters");
    }

    @Test
    void a_key_is_a_point_of_the_curve() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of(ENDPOINT, KEY.substring(4), AUTH))
                .withMessageStartingWith("p256dh is no uncompressed point of P-256");
        // The last bit of its second coordinate is another one.
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PushSubscription.of(
                                ENDPOINT, KEY.substring(0, KEY.length() - 2) + "i0", AUTH))
                .withMessage("p256dh is no point of P-256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of(ENDPOINT, "!", AUTH))
                .withMessage("p256dh is no base64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of(ENDPOINT, KEY, "AAAA"))
                .withMessage("auth has 3 bytes, must have 16");
    }

    @Test
    void vapid_keys_are_kept_as_text_and_must_be_of_one_pair() {
        for (int i = 0; i < 50; i++) {
            VapidKeys keys = VapidKeys.generate();
            assertThat(keys.publicKey()).hasSize(87);
            assertThat(keys.privateKey()).hasSize(43);
            VapidKeys again = VapidKeys.of(keys.publicKey(), keys.privateKey());
            assertThat(again.privateKey()).isEqualTo(keys.privateKey());
            assertThat(again.toString()).doesNotContain(keys.privateKey());
        }
        VapidKeys one = VapidKeys.generate();
        VapidKeys other = VapidKeys.generate();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidKeys.of(one.publicKey(), other.privateKey()))
                .withMessage("the VAPID keys are not of one pair");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidKeys.of(one.publicKey(), "AAAA"))
                .withMessage("the private VAPID key is no private key of P-256 (32 bytes)");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Push.Example.ORG:443/to/1, https://push.example.org",
        "https://push.example.org:8443/to/1?a=b, https://push.example.org:8443",
        "http://localhost:80/, http://localhost",
        "https://[2001:DB8::1]:443/, https://[2001:db8::1]",
    })
    void a_token_is_for_the_origin_as_push_services_write_it(String endpoint, String origin) {
        String token =
                VapidKeys.generate()
                        .authorization(URI.create(endpoint), "mailto:a@b.c", Instant.EPOCH);
        String claims = token.split("\\.", 3)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), UTF_8))
                .contains("\"aud\":\"" + origin + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.3.4",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::"
            })
    void what_is_not_of_the_internet_is_no_destination(String address) throws Exception {
        assertThat(Destinations.isPublic(InetAddress.getByName(address))).isFalse();
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Destinations.internet().check(URI.create("https://" + host + "/to/1")))
                .withMessage("endpoint is at a private address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.63.0.1", "172.32.0.1", "2a00:1450::1", "2001:4860::1"})
    void what_is_of_the_internet_is_one(String address) throws Exception {
        String host = address.contains(":") ? "[" + address + "]" : address;
        Destinations.internet().check(URI.create("https://" + host + "/to/1"));
        assertThat(Destinations.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void the_services_may_be_listed() throws Exception {
        Destinations listed = new Destinations(List.of("push.Example.org", "*.example.net"), false);
        listed.check(URI.create("https://PUSH.example.org/a"));
        listed.check(URI.create("https://eu.example.net/a"));
        for (String other : List.of("example.net", "eu.example.org", "evilexample.net")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> listed.check(URI.create("https://" + other + "/a")))
                    .withMessage("endpoint is at " + other + ", no push service here");
        }
    }

    @Test
    void a_message_has_a_topic_and_a_life_that_services_know() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushMessage("", Duration.ofDays(29), Urgency.LOW, null))
                .withMessage("ttl is PT696H, must be 0 to PT672H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushMessage("", Duration.ZERO, Urgency.LOW, "a b"))
                .withMessageStartingWith("topic must be 1 to 32 characters");
    }
}
