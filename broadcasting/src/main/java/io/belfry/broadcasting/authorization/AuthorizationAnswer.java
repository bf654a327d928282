package io.belfry.broadcasting.authorization;

import io.belfry.protocol.JsonObject;

/**
 * What an endpoint answers, as {@code application/json}.
 *
 * @param status of HTTP: 200, 400 when the request is wrong, 403 for every denial, 500 when a rule
 *     could not decide and may be asked again
 * @param body a JSON object
 */
public record AuthorizationAnswer(int status, String body) {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int FAILED = 500;

    static AuthorizationAnswer ok(JsonObject body) {
        return new AuthorizationAnswer(OK, body.end());
    }

    /** The same for every denial: why is nothing for strangers to know. */
    static AuthorizationAnswer forbidden() {
        return error(FORBIDDEN, "Forbidden");
    }

    static AuthorizationAnswer failed() {
        return error(FAILED, "Nobody can decide on that now");
    }

    /** For a request that nobody could answer. */
    public static AuthorizationAnswer badRequest(String what) {
        return error(BAD_REQUEST, what);
    }

    private static AuthorizationAnswer error(int status, String message) {
        return new AuthorizationAnswer(status, new JsonObject().text("error", message).end());
    }
}
