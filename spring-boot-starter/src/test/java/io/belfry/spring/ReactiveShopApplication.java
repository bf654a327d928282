package io.belfry.spring;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelUser;
import io.r2dbc.spi.ConnectionFactories;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.Map;

/** An application with Spring WebFlux, as its developers write it. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ReactiveShopApplication {
    @BroadcastName("order.shipped")
    record OrderShipped(long order) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order));
        }
    }

    @Component
    static class Rules {
        @ChannelRule("orders.{order}")
        boolean mayFollow(UserDetails user, long order) {
            return user.getUsername().equals("ada") && order == 7;
        }

        /** Asks as code does that knows nothing of reactive streams, and may wait. */
        @ChannelRule("desk")
        boolean isAgent(ChannelUser user) {
            return !Schedulers.isInNonBlockingThread()
                    && SecurityContextHolder.getContext()
                            .getAuthentication()
                            .getName()
                            .equals(user.id())
                    && user.hasRole("AGENT");
        }

        @ChannelRule("room.{room}")
        Map<String, Object> joins(ChannelUser user, String room) {
            return Map.of("name", user.id());
        }
    }

    @RestController
    static class Orders {
        private final ReactiveBroadcaster broadcaster;
        private final Broadcaster blocking;
        private final TransactionalOperator transaction;

        Orders(
                ReactiveBroadcaster broadcaster,
                Broadcaster blocking,
                ReactiveTransactionManager transactions) {
            this.broadcaster = broadcaster;
            this.blocking = blocking;
            this.transaction = TransactionalOperator.create(transactions);
        }

        @PostMapping("/orders/{order}/ship")
        Mono<Void> ship(@PathVariable long order) {
            return broadcaster.send(door -> door.broadcast(new OrderShipped(order)).toOthers());
        }

        /** What reactive code does that asks the thread: right only where something fills it. */
        @PostMapping("/orders/{order}/ship-in-thread")
        Mono<Void> shipInThread(@PathVariable long order) {
            return Mono.fromRunnable(
                    () -> blocking.broadcast(new OrderShipped(order)).toOthers().send());
        }

        /**
         * The plain broadcaster knows nothing of the transaction; the reactive one waits for it.
         */
        @PostMapping("/orders/{order}/pay")
        Mono<Void> pay(@PathVariable long order) {
            return broadcaster
                    .send(new OrderShipped(order))
                    .then(
                            Mono.<Void>fromRunnable(() ->
                                    blocking.broadcast(new OrderShipped(order))
                                            .as("before")
                                            .send()))
                    .as(transaction::transactional);
        }

        @PostMapping("/users/{user}/block")
        Mono<Void> block(@PathVariable String user, @RequestParam boolean fails) {
            return broadcaster
                    .disconnect(user)
                    .then(
                            fails
                                    ? Mono.<Void>error(new IllegalStateException("rolled back"))
                                    : Mono.<Void>empty())
                    .as(transaction::transactional);
        }

        @PostMapping("/orders/{order}/fail")
        Mono<Void> fail(@PathVariable long order) {
            return broadcaster
                    .send(new OrderShipped(order))
                    .then(Mono.<Void>error(new IllegalStateException("rolled back")))
                    .as(transaction::transactional);
        }
    }

    @Bean
    ReactiveTransactionManager transactions() {
        return new R2dbcTransactionManager(
                ConnectionFactories.get("r2dbc:h2:mem:///reactive-shop"));
    }

    @Bean
    MapReactiveUserDetailsService users() {
        return new MapReactiveUserDetailsService(
                User.withUsername("ada").password("{noop}ada").roles("AGENT").build(),
                User.withUsername("bob").password("{noop}bob").roles("CUSTOMER").build());
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        CookieServerCsrfTokenRepository tokens =
                CookieServerCsrfTokenRepository.withHttpOnlyFalse();
        return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .anonymous(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .csrf(csrf ->
                        csrf.csrfTokenRepository(tokens)
                                .csrfTokenRequestHandler(
                                        new ServerCsrfTokenRequestAttributeHandler()))
                .build();
    }
}
