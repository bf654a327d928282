package io.belfry.hub.api;

import io.belfry.hub.settings.Profile;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.JsonObject;

/**
 * Why a request is not carried out.
 *
 * @param status of HTTP
 * @param field of the body that is wrong; empty when it is no single one
 */
record Refusal(int status, String field, String reason) {
    private static final int TOO_MANY_REQUESTS = 429;

    /** The body says nothing that can be carried out. */
    static Refusal of(EventRequest.Unreadable body) {
        return new Refusal(400, body.field(), String.valueOf(body.getMessage()));
    }

    /** The answer, in the manner of the profile. */
    ApiResponse response(Profile profile) {
        if (profile == Profile.REVERB && status == 400 && !field.isEmpty()) {
            String list = "[" + JsonObject.quoted(reason) + "]";
            return ApiResponse.json(422, new JsonObject().raw(field, list).end());
        }
        ApiResponse response = ApiResponse.error(status, reason);
        return status == TOO_MANY_REQUESTS ? response.with("Retry-After", "1") : response;
    }
}
