package io.belfry.spring.servlet;

import io.belfry.spring.ChannelUsers;
import io.belfry.spring.web.EndpointCall;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Serves pages in an application with Spring MVC. Immutable. */
final class PageRoutes implements RouterFunction<ServerResponse> {
    private final List<RouterFunction<ServerResponse>> routes;
    private final ChannelUsers users;

    PageRoutes(List<PageEndpoint> endpoints, ChannelUsers users) {
        this.users = users;
        this.routes = endpoints.stream().map(this::route).toList();
    }

    private RouterFunction<ServerResponse> route(PageEndpoint endpoint) {
        return RouterFunctions.route(
                RequestPredicates.method(endpoint.method())
                        .and(RequestPredicates.path(endpoint.path())),
                request -> answer(endpoint, request));
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        return routes.stream().flatMap(each -> each.route(request).stream()).findFirst();
    }

    private ServerResponse answer(PageEndpoint endpoint, ServerRequest request) throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        byte[] body = servlet.getInputStream().readNBytes(endpoint.mostBytes() + 1);
        PageCall call =
                new PageCall(
                        EndpointCall.once(guard -> users.of(servlet, guard)),
                        request.pathVariables(),
                        request.params(),
                        servlet::getHeader,
                        body);
        return response(endpoint.answer(call));
    }

    /** Past the application's converters, which may write JSON otherwise. */
    private static ServerResponse response(PageAnswer answer) {
        ServerResponse.BodyBuilder response =
                ServerResponse.status(HttpStatusCode.valueOf(answer.status()))
                        .cacheControl(CacheControl.noStore());
        if (answer.contentType() != null) {
            response.header(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        return response.build((request, out) -> {
            out.getOutputStream().write(answer.body());
            return null;
        });
    }
}
