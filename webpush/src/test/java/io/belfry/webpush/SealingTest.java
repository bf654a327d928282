package io.belfry.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.security.KeyPair;

/** Sealing, against the example that the standard works through (RFC 8291, appendix A). */
class SealingTest {
    private static final String RECEIVER =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String SENDER =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

    @Test
    void the_example_of_the_standard_comes_out_to_the_byte() {
        PushSubscription to =
                PushSubscription.of(
                        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
                        RECEIVER,
                        "BTBZMqHH6r4Tts7J_aSIgg");
        KeyPair sender =
                new KeyPair(
                        P256.publicKey("sender", Base64Url.decode("sender", SENDER)),
                        P256.privateKey("sender", Base64Url.decode("sender", SENDER_PRIVATE)));

        byte[] sealed =
                Sealing.seal(
                        to,
                        "When I grow up, I want to be a watermelon".getBytes(UTF_8),
                        sender,
                        Base64Url.decode("salt", "DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64Url.encode(sealed))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMo"
                                + "ZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                                + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
                                + "a-fN");
    }
}
