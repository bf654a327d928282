package io.belfry.hub.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.JsonObject;

import java.util.HashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param headers besides content type and length
 */
public record PlaygroundAnswer(
        int status, String contentType, Map<String, String> headers, byte[] body) {
    /**
     * The page needs nothing from anywhere else, so nothing else is allowed: an event that carries
     * markup, or a channel with a clever name, cannot make it load or send anything.
     */
    private static final Map<String, String> GUARDS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    public PlaygroundAnswer {
        headers = Map.copyOf(headers);
    }

    /** A file; browsers ask again each time, as the next hub on this port may have another one. */
    static PlaygroundAnswer file(String contentType, byte[] body) {
        return guarded(200, contentType, "no-cache", body);
    }

    /** JSON of the moment, which nobody may keep. */
    static PlaygroundAnswer json(int status, String json) {
        return guarded(status, "application/json", "no-store", json.getBytes(UTF_8));
    }

    static PlaygroundAnswer error(int status, String reason) {
        return json(status, new JsonObject().text("error", reason).end());
    }

    static PlaygroundAnswer movedTo(String path) {
        return json(308, "{}").with("Location", path);
    }

    static PlaygroundAnswer useInstead(String method) {
        return error(405, "Use " + method + " here").with("Allow", method);
    }

    private static PlaygroundAnswer guarded(
            int status, String contentType, String caching, byte[] body) {
        return new PlaygroundAnswer(status, contentType, GUARDS, body)
                .with("Cache-Control", caching);
    }

    private PlaygroundAnswer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new PlaygroundAnswer(status, contentType, more, body);
    }
}
