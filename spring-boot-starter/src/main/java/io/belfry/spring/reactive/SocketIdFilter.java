package io.belfry.spring.reactive;

import io.belfry.protocol.SocketId;
import io.belfry.spring.broadcast.CurrentRequest;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/** Puts the connection that a request came with into Reactor's context. */
final class SocketIdFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String header = exchange.getRequest().getHeaders().getFirst(CurrentRequest.SOCKET_ID);
        SocketId socketId = header == null ? null : SocketId.parse(header);
        return socketId == null
                ? chain.filter(exchange)
                : chain.filter(exchange)
                        .contextWrite(context -> CallContext.with(context, socketId));
    }
}
