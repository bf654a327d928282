package io.belfry.conformance.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as an application does, without the hub's own code. */
final class Signature {
    static final String KEY = "belfry-key";
    static final String SECRET = "belfry-secret";

    private Signature() {}

    /** The authorization of a text: {@code key:signature}. */
    static String of(String text) {
        return KEY + ":" + hmac(SECRET, text);
    }

    static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
