package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelUser;

import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/**
 * Knows who makes a request of an application with Spring WebFlux. An application that has a bean
 * of this type replaces the one that asks Spring Security, or else the exchange itself.
 */
@FunctionalInterface
public interface ReactiveChannelUsers {

    /**
     * Who makes the request, in the eyes of a guard; empty for a guest.
     *
     * @param guard as channel rules name it; empty for the default one
     * @throws IllegalArgumentException when there is no such guard
     */
    Mono<ChannelUser> of(ServerWebExchange exchange, String guard);
}
