package io.belfry.spring;

import io.belfry.broadcasting.authorization.AuthorizationAnswer;
import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a call of an endpoint is in both kinds of web applications. Holds nothing. */
final class EndpointCall {
    /** The path at which clients ask for channels. */
    static final String AUTH = "${belfry.endpoints.auth:/broadcasting/auth}";

    /** The path at which clients ask for themselves. */
    static final String USER_AUTH = "${belfry.endpoints.user-auth:/broadcasting/user-auth}";

    /** A hundred channels with the longest names, twice. */
    static final int LARGEST_BODY = 50_000;

    private EndpointCall() {}

    /** Decides on a request, as one of the endpoints does. */
    @FunctionalInterface
    interface Endpoint extends BiFunction<AuthorizationRequest, Users, AuthorizationAnswer> {}

    static AuthorizationAnswer refused(IllegalArgumentException e) {
        return AuthorizationAnswer.badRequest(String.valueOf(e.getMessage()));
    }

    static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException("the body has more than " + LARGEST_BODY + " bytes");
    }

    static ResponseEntity<String> response(AuthorizationAnswer answer) {
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    /** Looks each guard up once for all channels of a request. */
    static Users once(Function<String, @Nullable ChannelUser> users) {
        Map<String, Optional<ChannelUser>> known = new HashMap<>();
        return guard ->
                known.computeIfAbsent(guard, each -> Optional.ofNullable(users.apply(each)))
                        .orElse(null);
    }
}
