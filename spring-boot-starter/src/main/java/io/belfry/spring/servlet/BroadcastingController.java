package io.belfry.spring.servlet;

import io.belfry.broadcasting.authorization.AuthorizationAnswer;
import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.spring.ChannelUsers;
import io.belfry.spring.web.EndpointCall;
import io.belfry.spring.web.EndpointCall.Endpoint;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.Map;

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
            path = EndpointCall.AUTH,
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authorize(HttpServletRequest request) throws IOException {
        return answer(request, endpoints::authorize);
    }

    @RequestMapping(
            path = EndpointCall.USER_AUTH,
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authenticate(HttpServletRequest request) throws IOException {
        return answer(request, endpoints::authenticate);
    }

    private ResponseEntity<String> answer(HttpServletRequest request, Endpoint endpoint)
            throws IOException {
        AuthorizationAnswer answer;
        try {
            answer =
                    endpoint.apply(
                            read(request), EndpointCall.once(guard -> users.of(request, guard)));
        } catch (IllegalArgumentException e) {
            answer = EndpointCall.refused(e);
        }
        return EndpointCall.response(answer);
    }

    private static AuthorizationRequest read(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (!AuthorizationRequest.isJson(type)) {
            // A filter may have read the form already.
            return AuthorizationRequest.ofParameters(parameters(request));
        }
        byte[] body = request.getInputStream().readNBytes(EndpointCall.LARGEST_BODY + 1);
        if (body.length > EndpointCall.LARGEST_BODY) {
            throw EndpointCall.tooLarge();
        }
        return AuthorizationRequest.of(request.getQueryString(), type, body);
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            // What the container of servlets cannot decode.
            throw new IllegalArgumentException("the parameters are not in UTF-8", e);
        }
    }
}
