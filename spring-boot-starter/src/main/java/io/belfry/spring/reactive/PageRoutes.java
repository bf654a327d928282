package io.belfry.spring.reactive;

import io.belfry.spring.ReactiveChannelUsers;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import java.util.List;

/**
 * Serves pages in an application with Spring WebFlux. Endpoints may block, and so are asked off the
 * event loops. Immutable.
 */
final class PageRoutes implements RouterFunction<ServerResponse> {
    private final List<RouterFunction<ServerResponse>> routes;
    private final ReactiveChannelUsers users;
    private final BlockingWork work;

    PageRoutes(List<PageEndpoint> endpoints, ReactiveChannelUsers users, BlockingWork work) {
        this.users = users;
        this.work = work;
        this.routes = endpoints.stream().map(this::route).toList();
    }

    private RouterFunction<ServerResponse> route(PageEndpoint endpoint) {
        return RouterFunctions.route(
                RequestPredicates.method(endpoint.method())
                        .and(RequestPredicates.path(endpoint.path())),
                request -> answer(endpoint, request));
    }

    @Override
    public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        return Flux.fromIterable(routes).concatMap(each -> each.route(request)).next();
    }

    private Mono<ServerResponse> answer(PageEndpoint endpoint, ServerRequest request) {
        return Mono.deferContextual(context ->
                        Exchanges.body(request.exchange(), endpoint.mostBytes())
                                .flatMap(body ->
                                        work.done(() ->
                                                endpoint.answer(call(request, body, context)))))
                .flatMap(PageRoutes::response);
    }

    private PageCall call(ServerRequest request, byte[] body, ContextView context) {
        return new PageCall(
                Exchanges.users(request.exchange(), users, context),
                request.pathVariables(),
                request.queryParams(),
                request.headers()::firstHeader,
                body);
    }

    private static Mono<ServerResponse> response(PageAnswer answer) {
        ServerResponse.BodyBuilder response =
                ServerResponse.status(HttpStatusCode.valueOf(answer.status()))
                        .cacheControl(CacheControl.noStore());
        if (answer.contentType() == null) {
            return response.build();
        }
        return response.header(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .bodyValue(answer.body());
    }
}
