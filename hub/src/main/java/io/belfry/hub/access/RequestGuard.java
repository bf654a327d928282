package io.belfry.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.SignedText;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Judges calls of the HTTP API (Pusher Channels documentation, "HTTP API, authentication").
 *
 * <p>Thread-safe.
 */
public final class RequestGuard {
    /** How far the caller's clock may be from ours, in seconds. */
    private static final long TOLERANCE = 600;

    private static final int MOST_DIGITS = 15;
    private static final List<String> REQUIRED =
            List.of("auth_key", "auth_timestamp", "auth_version", "auth_signature");

    /** Cloned for each call, which is cheaper than to look for whoever provides MD5. */
    private static final MessageDigest MD5 = md5();

    private final Apps apps;
    private final Clock clock;

    public RequestGuard(Apps apps, Clock clock) {
        this.apps = apps;
        this.clock = clock;
    }

    /**
     * @param appId from the path
     * @param paths the ways in which the caller may have written the path: with a proxy's prefix or
     *     without, percent-encoded or not. A signature over any of them counts
     * @param query decoded, one value for each name
     */
    public RequestVerdict judge(
            String appId,
            String method,
            List<String> paths,
            Map<String, String> query,
            byte[] body) {
        App app = apps.byId(appId);
        if (app == null) {
            return new RequestVerdict.Refused(404, "There is no app with this id");
        }
        String complaint = complaint(app, method, paths, query, body);
        if (complaint != null) {
            return new RequestVerdict.Refused(401, complaint);
        }
        return app.settings().enabled()
                ? new RequestVerdict.Authentic(app)
                : new RequestVerdict.Refused(403, "The app is disabled");
    }

    private @Nullable String complaint(
            App app, String method, List<String> paths, Map<String, String> query, byte[] body) {
        for (String name : REQUIRED) {
            if (!query.containsKey(name)) {
                return "The query parameter " + name + " is missing";
            }
        }
        AppKey key = app.key(query.getOrDefault("auth_key", ""));
        if (key == null) {
            return "auth_key is not a key of this app";
        }
        if (!"1.0".equals(query.get("auth_version"))) {
            return "auth_version must be 1.0";
        }
        String stale = staleness(query.getOrDefault("auth_timestamp", ""));
        if (stale != null) {
            return stale;
        }
        if (!isBodyUnchanged(query.get("body_md5"), body)) {
            return "body_md5 is not the MD5 of the body";
        }
        String signature = query.getOrDefault("auth_signature", "");
        return isSigned(key, method, paths, query, signature)
                ? null
                : "Invalid signature: auth_signature does not fit method, path and parameters";
    }

    private @Nullable String staleness(String timestamp) {
        if (!isUnixTime(timestamp)) {
            return "auth_timestamp must be a Unix time in seconds";
        }
        long now = Math.floorDiv(clock.millis(), 1000);
        return Math.abs(now - Long.parseLong(timestamp)) <= TOLERANCE
                ? null
                : "auth_timestamp %s is more than %d s away from the time of this server, %d"
                        .formatted(timestamp, TOLERANCE, now);
    }

    private static boolean isUnixTime(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBodyUnchanged(@Nullable String claimed, byte[] body) {
        if (body.length == 0 && claimed == null) {
            return true;
        }
        return claimed != null
                && MessageDigest.isEqual(md5(body).getBytes(UTF_8), claimed.getBytes(UTF_8));
    }

    private static boolean isSigned(
            AppKey key,
            String method,
            List<String> paths,
            Map<String, String> query,
            String signature) {
        boolean signed = false;
        // Every way is tried, so that the time taken tells nothing.
        for (String path : paths) {
            signed |= key.verifies(SignedText.ofRequest(method, path, query), signature);
        }
        return signed;
    }

    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) MD5.clone()).digest(body));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own MD5 can be cloned", e);
        }
    }

    @SuppressWarnings("InsecureCryptoUsage") // MD5 is what the protocol says; HMAC protects it
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
