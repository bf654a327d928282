package io.belfry.spring.reactive;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.spring.ReactiveChannelUsers;
import io.belfry.spring.web.Principals;

import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Users by the principal of an exchange. Immutable. */
final class ExchangeUsers implements ReactiveChannelUsers {
    private final Principals principals;

    ExchangeUsers(Principals principals) {
        this.principals = principals;
    }

    @Override
    public Mono<ChannelUser> of(ServerWebExchange exchange, String guard) {
        Principals.requireDefault(guard);
        return exchange.getPrincipal().mapNotNull(principals::user);
    }
}
