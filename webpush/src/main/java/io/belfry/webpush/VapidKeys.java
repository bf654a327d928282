package io.belfry.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.JsonObject;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Locale;

/**
 * The keys by which push services know an application server (RFC 8292). Pages subscribe with the
 * public one, so that a subscription is of no use to anybody else. Nothing but a signature and
 * {@link #privateKey()} tells the private one. Immutable.
 */
public final class VapidKeys {
    private static final String HEADER =
            Base64Url.encode(
                    new JsonObject().text("typ", "JWT").text("alg", "ES256").end().getBytes(UTF_8));

    private final ECPrivateKey privateKey;
    private final String publicText;

    private VapidKeys(ECPublicKey publicKey, ECPrivateKey privateKey) {
        this.privateKey = privateKey;
        this.publicText = Base64Url.encode(P256.point(publicKey));
    }

    /** New ones. Whoever changes keys loses all subscriptions that were made with the old ones. */
    public static VapidKeys generate() {
        KeyPair pair = P256.generate();
        return new VapidKeys((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    }

    /**
     * @param publicKey as {@link #publicKey()} gives it
     * @param privateKey as {@link #privateKey()} gives it
     * @throws IllegalArgumentException when one is no key, or they do not belong together
     */
    public static VapidKeys of(String publicKey, String privateKey) {
        VapidKeys keys =
                new VapidKeys(
                        P256.publicKey(
                                "the public VAPID key",
                                Base64Url.decode("the public VAPID key", publicKey)),
                        P256.privateKey(
                                "the private VAPID key",
                                Base64Url.decode("the private VAPID key", privateKey)));
        if (!keys.belongTogether()) {
            throw new IllegalArgumentException("the VAPID keys are not of one pair");
        }
        return keys;
    }

    private boolean belongTogether() {
        try {
            byte[] text = HEADER.getBytes(UTF_8);
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(
                    P256.publicKey(
                            "the public VAPID key",
                            Base64Url.decode("the public VAPID key", publicText)));
            signature.update(text);
            return signature.verify(sign(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java verifies no ES256", e);
        }
    }

    private byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java signs no ES256", e);
        }
    }

    /** What a page gives to {@code pushManager.subscribe} as {@code applicationServerKey}. */
    public String publicKey() {
        return publicText;
    }

    /** To be kept where nobody but the application finds it. */
    public String privateKey() {
        return Base64Url.encode(P256.scalar(privateKey));
    }

    /**
     * The value of the {@code Authorization} header (RFC 8292, 3).
     *
     * @param contact a mailto: or https: address at which the push service finds somebody
     * @param expires at most a day ahead
     */
    String authorization(URI endpoint, String contact, Instant expires) {
        String claims =
                new JsonObject()
                        .text("aud", origin(endpoint))
                        .raw("exp", expires.getEpochSecond())
                        .text("sub", contact)
                        .end();
        String signed = HEADER + "." + Base64Url.encode(claims.getBytes(UTF_8));
        String token = signed + "." + Base64Url.encode(sign(signed.getBytes(UTF_8)));
        return "vapid t=" + token + ", k=" + publicText;
    }

    /** As RFC 6454, 6.2, writes it, which push services compare with their own. */
    private static String origin(URI endpoint) {
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        int port = endpoint.getPort();
        boolean isUsual = port == -1 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (isUsual ? "" : ":" + port);
    }

    /** Without the private one. */
    @Override
    public String toString() {
        return "VAPID keys " + publicText;
    }
}
