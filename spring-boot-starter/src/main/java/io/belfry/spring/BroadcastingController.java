package io.belfry.spring;

import io.belfry.broadcasting.authorization.AuthorizationAnswer;
import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers clients that ask for channels, and for themselves. */
@RestController
class BroadcastingController {
    private final Endpoints endpoints;
    private final ChannelUsers users;

    BroadcastingController(Endpoints endpoints, ChannelUsers users) {
        this.endpoints = endpoints;
        this.users = users;
    }

    @RequestMapping(
            path = "${belfry.endpoints.auth:/broadcasting/auth}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authorize(
            HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        return answer(request, body, endpoints::authorize);
    }

    @RequestMapping(
            path = "${belfry.endpoints.user-auth:/broadcasting/user-auth}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authenticate(
            HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        return answer(request, body, endpoints::authenticate);
    }

    private ResponseEntity<String> answer(
            HttpServletRequest request,
            byte @Nullable [] body,
            BiFunction<AuthorizationRequest, Users, AuthorizationAnswer> endpoint) {
        AuthorizationAnswer answer;
        try {
            AuthorizationRequest wish =
                    AuthorizationRequest.of(
                            request.getQueryString(),
                            request.getContentType(),
                            body == null ? new byte[0] : body);
            answer = endpoint.apply(wish, once(request));
        } catch (IllegalArgumentException e) {
            answer = AuthorizationAnswer.badRequest(String.valueOf(e.getMessage()));
        }
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    /** Looks each guard up once for all channels of the request. */
    private Users once(HttpServletRequest request) {
        Map<String, Optional<ChannelUser>> known = new HashMap<>();
        return guard ->
                known.computeIfAbsent(guard, each -> Optional.ofNullable(users.of(request, each)))
                        .orElse(null);
    }
}
