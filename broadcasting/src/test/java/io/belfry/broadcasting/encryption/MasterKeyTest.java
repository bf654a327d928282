package io.belfry.broadcasting.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.protocol.ChannelName;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

class MasterKeyTest {
    private static final ChannelName VAULT = new ChannelName("private-encrypted-vault");
    private static final String SEVENS = base64Of(32);

    private static String base64Of(int bytes) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) 7);
        return Base64.getEncoder().encodeToString(key);
    }

    // check 143
    @Test
    void the_shared_secret_is_that_of_the_known_vector() {
        assertThat(MasterKey.ofBase64(SEVENS).sharedSecret(VAULT))
                .isEqualTo("u0V/HwEMaXw1MXzYL8NtEPFPqyUSB24/LQHzwwpH7AM=");
    }

    @Test
    void a_payload_is_sealed_as_in_the_known_vector() {
        SecureRandom ones =
                new SecureRandom() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        Arrays.fill(bytes, (byte) 1);
                    }
                };
        assertThat(MasterKey.ofBase64(SEVENS, ones).seal(VAULT, "{\"a\":1}"))
                .isEqualTo(
                        "{\"nonce\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\","
                                + "\"ciphertext\":\"1eUYq1oYsDqv1SSgZ4k4c0Z1hNHIcTM=\"}");
    }

    @Test
    void no_two_payloads_are_sealed_alike() {
        MasterKey key = MasterKey.ofBase64(SEVENS);
        assertThat(key.seal(VAULT, "{}")).isNotEqualTo(key.seal(VAULT, "{}"));
    }

    @Test
    void a_key_that_is_none_is_refused_without_being_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKey.ofBase64(base64Of(31)))
                .withMessage("the encryption master key has 31 bytes, must have 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKey.ofBase64("secret!"))
                .withMessage("the encryption master key is not Base64")
                .withNoCause();
        assertThat(MasterKey.ofBase64(SEVENS)).hasToString("MasterKey");
    }
}
