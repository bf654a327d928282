package io.belfry.spring.reactive;

import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.rule.Users;
import io.belfry.spring.ReactiveChannelUsers;
import io.belfry.spring.web.EndpointCall;
import io.belfry.spring.web.EndpointCall.Endpoint;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Answers clients that ask for channels, and for themselves, in an application with Spring WebFlux.
 * Rules may block, and so are asked off the event loops.
 */
@RestController
class ReactiveBroadcastingController {
    private final Endpoints endpoints;
    private final ReactiveChannelUsers users;
    private final BlockingWork work;

    ReactiveBroadcastingController(
            Endpoints endpoints, ReactiveChannelUsers users, BlockingWork work) {
        this.endpoints = endpoints;
        this.users = users;
        this.work = work;
    }

    @RequestMapping(
            path = EndpointCall.AUTH,
            method = {RequestMethod.GET, RequestMethod.POST})
    Mono<ResponseEntity<String>> authorize(ServerWebExchange exchange) {
        return answer(exchange, endpoints::authorize);
    }

    @RequestMapping(
            path = EndpointCall.USER_AUTH,
            method = {RequestMethod.GET, RequestMethod.POST})
    Mono<ResponseEntity<String>> authenticate(ServerWebExchange exchange) {
        return answer(exchange, endpoints::authenticate);
    }

    private Mono<ResponseEntity<String>> answer(ServerWebExchange exchange, Endpoint endpoint) {
        return Mono.deferContextual(
                        context -> {
                            Users once = Exchanges.users(exchange, users, context);
                            return read(exchange)
                                    .flatMap(request ->
                                            work.done(() -> endpoint.apply(request, once)));
                        })
                .onErrorResume(
                        IllegalArgumentException.class, e -> Mono.just(EndpointCall.refused(e)))
                .map(EndpointCall::response);
    }

    private static Mono<AuthorizationRequest> read(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (!AuthorizationRequest.isJson(type)) {
            // The exchange keeps a form that a filter may have read already.
            return exchange.getFormData()
                    .map(form -> AuthorizationRequest.ofParameters(parameters(request, form)))
                    .onErrorMap(DataBufferLimitException.class, e -> EndpointCall.tooLarge());
        }
        return Exchanges.body(exchange, EndpointCall.LARGEST_BODY)
                .map(body -> {
                    if (body.length > EndpointCall.LARGEST_BODY) {
                        throw EndpointCall.tooLarge();
                    }
                    return AuthorizationRequest.of(request.getURI().getRawQuery(), type, body);
                });
    }

    /** As a servlet's request has them: those of the query first. */
    private static Map<String, String[]> parameters(
            ServerHttpRequest request, MultiValueMap<String, String> form) {
        MultiValueMap<String, String> all = new LinkedMultiValueMap<>(request.getQueryParams());
        form.forEach(all::addAll);
        Map<String, String[]> parameters = new HashMap<>();
        all.forEach((name, values) ->
                parameters.put(
                        name, values.stream().filter(Objects::nonNull).toArray(String[]::new)));
        return parameters;
    }
}
