package io.belfry.spring.web;

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
public final class EndpointCall {
    /** The path at which clients ask for channels. */
    public static final String AUTH = "${belfry.endpoints.auth:/broadcasting/auth}";

    /** The path at which clients ask for themselves. */
    public static final String USER_AUTH = "${belfry.endpoints.user-auth:/broadcasting/user-auth}";

    /** A hundred channels with the longest names, twice. */
    public static final int LARGEST_BODY = 50_000;

    private EndpointCall() {}

    /** Decides on a request, as one of the endpoints does. */
    @FunctionalInterface
    public interface Endpoint
            extends BiFunction<AuthorizationRequest, Users, AuthorizationAnswer> {}

    /** The answer to what could not be read. */
    public static AuthorizationAnswer refused(IllegalArgumentException e) {
        return AuthorizationAnswer.badRequest(String.valueOf(e.getMessage()));
    }

    /** Why a body of more than {@link #LARGEST_BODY} bytes is not read. */
    public static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException("the body has more than " + LARGEST_BODY + " bytes");
    }

    /** An answer as it goes over HTTP. */
    public static ResponseEntity<String> response(AuthorizationAnswer answer) {
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    /** Looks each guard up once for all channels of a request. */
    public static Users once(Function<String, @Nullable ChannelUser> users) {
        Map<String, Optional<ChannelUser>> known = new HashMap<>();
        return guard ->
                known.computeIfAbsent(guard, each -> Optional.ofNullable(users.apply(each)))
                        .orElse(null);
    }
}
