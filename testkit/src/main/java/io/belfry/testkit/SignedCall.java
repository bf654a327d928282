package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.SignedText;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One signed call of the HTTP API, on its way to being sent. What is set before is part of the
 * signature; the methods that say so change the call after it was signed.
 *
 * <p>Not thread-safe.
 */
public final class SignedCall {
    private final String host;
    private final int port;
    private final String method;
    private final Map<String, String> parameters = new TreeMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private AppKey key;
    private String signedPath;
    private byte[] sentBody;
    private String sentPath;
    private @Nullable String sentSignature;

    SignedCall(String host, int port, AppKey key, String method, String path, byte[] body) {
        this.host = host;
        this.port = port;
        this.key = key;
        this.method = method;
        this.signedPath = path;
        this.sentPath = path;
        this.sentBody = body;
        headers.put("Content-Type", "application/json");
        parameters.put("auth_key", key.key());
        parameters.put("auth_version", "1.0");
        at(Instant.now());
        if (body.length > 0) {
            parameters.put("body_md5", md5(body));
        }
    }

    /** Adds a parameter to the query, or replaces one that every call has. */
    public SignedCall with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Leaves out a parameter, be it one that every call has. */
    public SignedCall without(String parameter) {
        parameters.remove(parameter);
        return this;
    }

    /** Claims to have been made at this time, instead of now. */
    public SignedCall at(Instant time) {
        return with("auth_timestamp", String.valueOf(time.getEpochSecond()));
    }

    /** Signs with another key. */
    public SignedCall signedWith(AppKey other) {
        this.key = other;
        return with("auth_key", other.key());
    }

    /** Signs another path than the one it goes to: as behind a proxy that changes paths. */
    public SignedCall signedOver(String otherPath) {
        this.signedPath = otherPath;
        return this;
    }

    /** Adds a header, which no signature covers. */
    public SignedCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** After signing: sends another body. */
    public SignedCall sendingBody(String other) {
        this.sentBody = other.getBytes(UTF_8);
        return this;
    }

    /** After signing: goes to another path, with a prefix or percent-encoded for example. */
    public SignedCall sendingTo(String other) {
        this.sentPath = other;
        return this;
    }

    /** After signing: puts another signature in place; an empty one leaves the parameter out. */
    public SignedCall sendingSignature(String other) {
        this.sentSignature = other;
        return this;
    }

    /** The target of the request line, query and signature included. */
    public String target() {
        Map<String, String> query = new TreeMap<>(parameters);
        query.put("auth_signature", signature());
        query.remove("auth_signature", "");
        return query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", sentPath + "?", ""));
    }

    /** Sends the call over a connection of its own. */
    public RawResponse send() {
        try (RawHttp http = RawHttp.to(host, port)) {
            return sendOver(http).response();
        }
    }

    /** Sends the call over an open connection, and leaves its answer there. */
    public RawHttp sendOver(RawHttp http) {
        return http.requests(method, target(), headers, sentBody);
    }

    private String signature() {
        return sentSignature != null
                ? sentSignature
                : key.sign(SignedText.ofRequest(method, signedPath, parameters));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
