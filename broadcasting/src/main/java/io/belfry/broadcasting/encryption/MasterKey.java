package io.belfry.broadcasting.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What seals the payloads of encrypted channels (Pusher Channels documentation, "Encrypted
 * channels"). Only the application has it: clients get the key of one channel each, and the server
 * between gets none. Never shown: {@link #toString()} leaves it out and nothing returns it.
 *
 * <p>Immutable and thread-safe.
 */
public final class MasterKey {
    private static final int BYTES = 32;

    private final byte[] key;
    private final SecureRandom random;

    private MasterKey(byte[] key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /**
     * @param base64 of 32 random bytes, as every Pusher SDK takes them
     * @throws IllegalArgumentException when it is not that
     */
    public static MasterKey ofBase64(String base64) {
        return ofBase64(base64, new SecureRandom());
    }

    static MasterKey ofBase64(String base64, SecureRandom random) {
        byte[] key = decoded(base64);
        if (key.length != BYTES) {
            throw new IllegalArgumentException(
                    "the encryption master key has %d bytes, must have %d"
                            .formatted(key.length, BYTES));
        }
        return new MasterKey(key, random);
    }

    @SuppressWarnings("UnusedException") // the cause would show a piece of the key
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the encryption master key is not Base64");
        }
    }

    /** The key of one channel, in Base64, for those who may listen to it. */
    public String sharedSecret(ChannelName channel) {
        return Base64.getEncoder().encodeToString(keyOf(channel));
    }

    /**
     * Seals a payload for the clients of one channel.
     *
     * @return the data to publish, JSON with a nonce and the sealed payload
     */
    public String seal(ChannelName channel, String payload) {
        byte[] nonce = new byte[SecretBox.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = SecretBox.seal(keyOf(channel), nonce, payload.getBytes(UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return new JsonObject()
                .text("nonce", base64.encodeToString(nonce))
                .text("ciphertext", base64.encodeToString(sealed))
                .end();
    }

    private byte[] keyOf(ChannelName channel) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(channel.value().getBytes(UTF_8));
            return sha256.digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
