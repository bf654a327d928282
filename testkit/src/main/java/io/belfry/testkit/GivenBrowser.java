package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser that has subscribed to push messages, and opens them as RFC 8291 says. Immutable. */
public final class GivenBrowser {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final int POINT_BYTES = 65;

    private final String endpoint;
    private final KeyPair keys;
    private final byte[] auth;

    private GivenBrowser(String endpoint, KeyPair keys, byte[] auth) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.auth = auth;
    }

    static GivenBrowser at(String endpoint) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            byte[] auth = new byte[16];
            RANDOM.nextBytes(auth);
            return new GivenBrowser(endpoint, generator.generateKeyPair(), auth);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the push service takes messages for it. */
    public String endpoint() {
        return endpoint;
    }

    /** Its public key, as its page gives it to the application. */
    public String p256dh() {
        return text(point());
    }

    /** Its secret, as its page gives it to the application. */
    public String auth() {
        return text(auth);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] point() {
        ECPoint w = ((ECPublicKey) keys.getPublic()).getW();
        return ByteBuffer.allocate(POINT_BYTES)
                .put((byte) 4)
                .put(padded(w.getAffineX()))
                .put(padded(w.getAffineY()))
                .array();
    }

    private static byte[] padded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, padded.length);
        System.arraycopy(bytes, bytes.length - length, padded, padded.length - length, length);
        return padded;
    }

    /**
     * Opens a message of one record.
     *
     * @throws AssertionError when it was not sealed for this browser, or is none
     */
    public String opens(byte[] sealed) {
        try {
            ByteBuffer message = ByteBuffer.wrap(sealed);
            byte[] salt = bytes(message, SALT_BYTES);
            int recordBytes = message.getInt();
            byte[] sender = bytes(message, message.get());
            byte[] record = bytes(message, message.remaining());
            if (record.length > recordBytes) {
                throw new AssertionError("a record of " + record.length + " bytes is too long");
            }
            return withoutPadding(decrypted(salt, sender, record));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the message is not for this browser", e);
        }
    }

    private static byte[] bytes(ByteBuffer from, int many) {
        byte[] bytes = new byte[many];
        from.get(bytes);
        return bytes;
    }

    private byte[] decrypted(byte[] salt, byte[] sender, byte[] record)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(key(sender), true);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes("WebPush: info\0".getBytes(US_ASCII));
        info.writeBytes(point());
        info.writeBytes(sender);
        byte[] input = derived(auth, agreement.generateSecret(), info.toByteArray(), 32);
        byte[] key = derived(salt, input, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
        byte[] nonce = derived(salt, input, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, nonce));
        return cipher.doFinal(record);
    }

    private PublicKey key(byte[] point) throws GeneralSecurityException {
        ECPoint w =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(point, 33, POINT_BYTES)));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(w, ((ECPublicKey) keys.getPublic()).getParams()));
    }

    /** HKDF with SHA-256, for at most 32 bytes (RFC 5869). */
    private static byte[] derived(byte[] salt, byte[] input, byte[] info, int bytes)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        byte[] extracted = mac.doFinal(input);
        mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
        mac.update(info);
        return Arrays.copyOf(mac.doFinal(new byte[] {1}), bytes);
    }

    /** The last record ends with a 2, and zeros behind that. */
    private static String withoutPadding(byte[] plain) {
        int end = plain.length - 1;
        while (end > 0 && plain[end] == 0) {
            end--;
        }
        if (plain[end] != 2) {
            throw new AssertionError("the record is not the last one");
        }
        return new String(plain, 0, end, UTF_8);
    }
}
