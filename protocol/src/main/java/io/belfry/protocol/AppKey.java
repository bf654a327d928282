package io.belfry.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of an app with its secret. The key is public and names the app to clients; the secret
 * signs what the app's own server vouches for and is never shown: {@link #toString()} leaves it out
 * and nothing returns it.
 *
 * <p>All signatures are HMAC-SHA256 in lower-case hex and are compared in constant time. Immutable
 * and thread-safe.
 */
public final class AppKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final String key;
    private final byte[] secret;
    private final Mac prototype;

    /**
     * @param key 1 to 100 characters that stand in a path as they are, see {@link UrlSegment}
     * @throws IllegalArgumentException when the key is none or the secret is empty
     */
    public AppKey(String key, String secret) {
        if (!UrlSegment.isPlain(key)) {
            throw new IllegalArgumentException("an app key must be " + UrlSegment.RULE);
        }
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the secret of app key " + key + " is empty");
        }
        this.key = key;
        this.secret = secret.getBytes(UTF_8);
        this.prototype = prototype(this.secret);
    }

    public String key() {
        return key;
    }

    /** The signature of a text. */
    public String sign(String text) {
        return HexFormat.of().formatHex(hmac(text.getBytes(UTF_8)));
    }

    /** The signature of raw bytes, for example the body of a webhook. */
    public String sign(byte[] bytes) {
        return HexFormat.of().formatHex(hmac(bytes));
    }

    /** Whether the signature is that of the text. Takes the same time whatever is presented. */
    public boolean verifies(String text, String signature) {
        return MessageDigest.isEqual(sign(text).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    /**
     * Whether {@code presented}, of the form {@code key:signature}, was made with this key over the
     * text.
     */
    public boolean vouches(String text, String presented) {
        String own = key + ":" + sign(text);
        return MessageDigest.isEqual(own.getBytes(UTF_8), presented.getBytes(UTF_8));
    }

    /**
     * The answer of an authorization endpoint: {@code key:signature} for one socket and channel.
     */
    public String authorizeChannel(
            SocketId socket, ChannelName channel, @Nullable String channelData) {
        return key + ":" + sign(SignedText.ofChannel(socket, channel, channelData));
    }

    /** The answer of a user authentication endpoint: {@code key:signature}. */
    public String authenticateUser(SocketId socket, String userData) {
        return key + ":" + sign(SignedText.ofUser(socket, userData));
    }

    /**
     * The query of a signed call of the HTTP API (Pusher Channels documentation, "HTTP API,
     * authentication"): its parameters by name, none of which needs escapes in a URL.
     *
     * @param body of the request as it is sent; empty for none
     * @param timestamp Unix time in seconds; a server refuses what is more than 600 s away
     */
    public SortedMap<String, String> authorizeRequest(
            String method, String path, byte[] body, long timestamp) {
        return authorizeRequest(method, path, Map.of(), body, timestamp);
    }

    /**
     * The query of a signed call that has parameters of its own.
     *
     * @param parameters as they are, without escapes, which a URL may need
     */
    public SortedMap<String, String> authorizeRequest(
            String method,
            String path,
            Map<String, String> parameters,
            byte[] body,
            long timestamp) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        query.put("auth_key", key);
        query.put("auth_timestamp", Long.toString(timestamp));
        query.put("auth_version", "1.0");
        if (body.length > 0) {
            query.put("body_md5", md5(body));
        }
        query.put("auth_signature", sign(SignedText.ofRequest(method, path, query)));
        return query;
    }

    /** MD5 is what the protocol says; the signature protects it. */
    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppKey that
                && key.equals(that.key)
                && MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "AppKey[" + key + "]";
    }

    private byte[] hmac(byte[] bytes) {
        try {
            return ((Mac) prototype.clone()).doFinal(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }

    private static Mac prototype(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
