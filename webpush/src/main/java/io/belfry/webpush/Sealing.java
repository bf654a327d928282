package io.belfry.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a message so that only the browser can read it, in one record of {@code aes128gcm} (RFC
 * 8291, RFC 8188). Holds nothing.
 */
final class Sealing {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int RECORD_BYTES = 4_096;
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = SALT_BYTES + 4 + 1 + P256.POINT_BYTES;

    /** Without the header, the tag and the byte that ends the record. */
    static final int MAX_PLAIN_BYTES = RECORD_BYTES - HEADER_BYTES - TAG_BYTES - 1;

    private static final byte LAST_RECORD = 2;

    private Sealing() {}

    static byte[] seal(PushSubscription to, byte[] plain) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return seal(to, plain, P256.generate(), salt);
    }

    /**
     * @param sender a pair for this message only
     */
    static byte[] seal(PushSubscription to, byte[] plain, KeyPair sender, byte[] salt) {
        try {
            byte[] own = P256.point((ECPublicKey) sender.getPublic());
            byte[] key = hmac(salt, inputKey(to, sender, own));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(expand(key, "Content-Encoding: aes128gcm\0", 16), "AES"),
                    new GCMParameterSpec(
                            TAG_BYTES * 8, expand(key, "Content-Encoding: nonce\0", 12)));
            byte[] record = Arrays.copyOf(plain, plain.length + 1);
            record[plain.length] = LAST_RECORD;
            byte[] sealed = cipher.doFinal(record);
            return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                    .put(salt)
                    .putInt(RECORD_BYTES)
                    .put((byte) own.length)
                    .put(own)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal push messages", e);
        }
    }

    /** RFC 8291, 3.3: what both sides have in common, bound to their keys. */
    private static byte[] inputKey(PushSubscription to, KeyPair sender, byte[] own)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(sender.getPrivate());
        agreement.doPhase(to.publicKey(), true);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes("WebPush: info\0".getBytes(US_ASCII));
        info.writeBytes(P256.point(to.publicKey()));
        info.writeBytes(own);
        return expand(hmac(to.secret(), agreement.generateSecret()), info.toByteArray(), 32);
    }

    private static byte[] expand(byte[] key, String info, int bytes)
            throws GeneralSecurityException {
        return expand(key, info.getBytes(US_ASCII), bytes);
    }

    /** The first block of HKDF (RFC 5869, 2.3), of which no more is needed here. */
    private static byte[] expand(byte[] key, byte[] info, int bytes)
            throws GeneralSecurityException {
        byte[] input = Arrays.copyOf(info, info.length + 1);
        input[info.length] = 1;
        return Arrays.copyOf(hmac(key, input), bytes);
    }

    private static byte[] hmac(byte[] key, byte[] input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(input);
    }
}
