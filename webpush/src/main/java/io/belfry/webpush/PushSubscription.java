package io.belfry.webpush;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;

/**
 * What a page gets from {@code pushManager.subscribe}: where a browser can be reached, and with
 * what a message to it is sealed (W3C Push API, "PushSubscription"). Immutable.
 */
public final class PushSubscription {
    /** How long an endpoint may be. */
    public static final int MAX_ENDPOINT = 2_000;

    private static final int AUTH_BYTES = 16;

    private final URI endpoint;
    private final ECPublicKey publicKey;
    private final byte[] auth;

    private PushSubscription(URI endpoint, ECPublicKey publicKey, byte[] auth) {
        this.endpoint = endpoint;
        this.publicKey = publicKey;
        this.auth = auth;
    }

    /**
     * @param endpoint the address at the push service: http or https, at most {@value
     *     #MAX_ENDPOINT} characters, without user and fragment
     * @param p256dh the browser's public key, in base64 for URLs
     * @param auth the browser's secret of 16 bytes, in base64 for URLs
     * @throws IllegalArgumentException naming what is wrong
     */
    public static PushSubscription of(String endpoint, String p256dh, String auth) {
        byte[] secret = Base64Url.decode("auth", auth);
        if (secret.length != AUTH_BYTES) {
            throw new IllegalArgumentException(
                    "auth has %d bytes, must have %d".formatted(secret.length, AUTH_BYTES));
        }
        ECPublicKey key = P256.publicKey("p256dh", Base64Url.decode("p256dh", p256dh));
        return new PushSubscription(address(endpoint), key, secret);
    }

    private static URI address(String endpoint) {
        if (endpoint.length() > MAX_ENDPOINT) {
            throw new IllegalArgumentException(
                    "endpoint is longer than " + MAX_ENDPOINT + " characters");
        }
        URI address;
        try {
            address = new URI(endpoint);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("endpoint is no URL", e);
        }
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null) {
            throw new IllegalArgumentException("endpoint is no https URL");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("endpoint has a user or a fragment");
        }
        return address;
    }

    /** Whoever knows it can reach the browser: no log shows more of it than the host. */
    public URI endpoint() {
        return endpoint;
    }

    /** The browser's public key, in base64 for URLs. */
    public String p256dh() {
        return Base64Url.encode(P256.point(publicKey));
    }

    /** The browser's secret, in base64 for URLs. */
    public String auth() {
        return Base64Url.encode(auth);
    }

    ECPublicKey publicKey() {
        return publicKey;
    }

    byte[] secret() {
        return auth.clone();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "push subscription at " + endpoint.getHost();
    }
}
