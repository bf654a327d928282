package io.belfry.hub.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.JsonObject;

import java.util.HashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param headers besides those that every answer has (content type and length, date, connection)
 */
public record ApiResponse(
        int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** Success about which there is nothing more to say. */
    static final ApiResponse DONE = ok("{}");

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    /** Success; SDKs insist on exactly 200. */
    public static ApiResponse ok(String json) {
        return json(200, json);
    }

    public static ApiResponse json(int status, String json) {
        return new ApiResponse(status, JSON, json.getBytes(UTF_8), Map.of());
    }

    /** A refusal with its reason, for the caller's developer. */
    public static ApiResponse error(int status, String reason) {
        return json(status, new JsonObject().text("error", reason).raw("code", status).end());
    }

    /** The path is there, and takes other methods: {@code GET} stands for HEAD too. */
    public static ApiResponse wrongMethod(String right) {
        return error(405, "Use " + right + " here")
                .with("Allow", right.equals("GET") ? "GET, HEAD" : right);
    }

    /** The same answer with one more header. */
    public ApiResponse with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, contentType, body, more);
    }
}
