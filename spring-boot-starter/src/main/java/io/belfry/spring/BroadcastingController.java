package io.belfry.spring;

import io.belfry.broadcasting.authorization.AuthorizationAnswer;
import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers clients that ask for channels, and for themselves. */
@RestController
class BroadcastingController {
    /** A hundred channels with the longest names, twice. */
    private static final int LARGEST_BODY = 50_000;

    private final Endpoints endpoints;
    private final ChannelUsers users;

    BroadcastingController(Endpoints endpoints, ChannelUsers users) {
        this.endpoints = endpoints;
        this.users = users;
    }

    @RequestMapping(
            path = "${belfry.endpoints.auth:/broadcasting/auth}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authorize(HttpServletRequest request) throws IOException {
        return answer(request, endpoints::authorize);
    }

    @RequestMapping(
            path = "${belfry.endpoints.user-auth:/broadcasting/user-auth}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authenticate(HttpServletRequest request) throws IOException {
        return answer(request, endpoints::authenticate);
    }

    private ResponseEntity<String> answer(
            HttpServletRequest request,
            BiFunction<AuthorizationRequest, Users, AuthorizationAnswer> endpoint)
            throws IOException {
        AuthorizationAnswer answer;
        try {
            answer = endpoint.apply(read(request), once(request));
        } catch (IllegalArgumentException e) {
            answer = AuthorizationAnswer.badRequest(String.valueOf(e.getMessage()));
        }
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }

    private static AuthorizationRequest read(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (!AuthorizationRequest.isJson(type)) {
            // A filter may have read the form already.
            return AuthorizationRequest.ofParameters(request.getParameterMap());
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new IllegalArgumentException("the body has more than " + LARGEST_BODY + " bytes");
        }
        return AuthorizationRequest.of(request.getQueryString(), type, body);
    }

    /** Looks each guard up once for all channels of the request. */
    private Users once(HttpServletRequest request) {
        Map<String, Optional<ChannelUser>> known = new HashMap<>();
        return guard ->
                known.computeIfAbsent(guard, each -> Optional.ofNullable(users.of(request, each)))
                        .orElse(null);
    }
}
