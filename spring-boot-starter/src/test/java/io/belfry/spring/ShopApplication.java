package io.belfry.spring;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Decision;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.annotation.RequestScope;

import java.util.List;
import java.util.Map;

/** An application as its developers write it. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ShopApplication {
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

        @ChannelRule("room.{room}")
        Map<String, Object> joins(ChannelUser user, String room) {
            return Map.of("name", user.id(), "agent", user.hasRole("AGENT"));
        }
    }

    /** Behind a proxy, as Spring puts it for transactions. */
    @Component
    @Transactional(readOnly = true)
    static class RulesInTransaction {
        private final String may = "ada";

        @ChannelRule("invoices.{invoice}")
        boolean mayRead(UserDetails user, long invoice) {
            return invoice == 7
                    && user.getUsername().equals(may)
                    && TransactionSynchronizationManager.isActualTransactionActive();
        }
    }

    /** One for each request, which knows what that brought. */
    @Component
    @RequestScope
    static class RulesOfRequest {
        private final String tenant;

        RulesOfRequest(HttpServletRequest request) {
            this.tenant = String.valueOf(request.getHeader("X-Tenant"));
        }

        @ChannelRule("tenant.{tenant}")
        boolean isOurs(ChannelUser user, String asked) {
            return asked.equals(tenant);
        }
    }

    /** One that has rules and broadcasts, as services do. */
    @Component
    static class Service {
        private final Broadcaster broadcaster;

        Service(Broadcaster broadcaster) {
            this.broadcaster = broadcaster;
        }

        @ChannelRule("desk")
        boolean isAgent(ChannelUser user) {
            return user.hasRole("AGENT");
        }

        /** By default after the commit. */
        @TransactionalEventListener
        void paid(OrderPaid paid) {
            broadcaster.broadcast(new OrderShipped(paid.order())).as("order.paid").send();
        }
    }

    /** An event of the application that nobody is told of. */
    record OrderPaid(long order) {}

    @RestController
    static class Orders {
        private final Broadcaster broadcaster;
        private final ApplicationEventPublisher events;

        Orders(Broadcaster broadcaster, ApplicationEventPublisher events) {
            this.broadcaster = broadcaster;
            this.events = events;
        }

        @PostMapping("/orders/{order}/ship")
        void ship(@PathVariable long order) {
            broadcaster.broadcast(new OrderShipped(order)).toOthers().send();
        }

        @Transactional
        @PostMapping("/orders/{order}/publish")
        public void publish(@PathVariable long order) {
            events.publishEvent(new OrderShipped(order));
        }

        @Transactional
        @PostMapping("/orders/{order}/pay")
        public void pay(@PathVariable long order) {
            events.publishEvent(new OrderPaid(order));
        }

        @Transactional
        @PostMapping("/orders/{order}/fail")
        public void fail(@PathVariable long order) {
            publish(order);
            throw new IllegalStateException("the transaction is rolled back");
        }
    }

    @Bean
    ChannelRulesCustomizer inCode() {
        return rules ->
                rules.channel(
                        "user.{user}",
                        (user, at) -> Decision.allowIf(at.text("user").equals(user.id())));
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada").password("{noop}ada").roles("AGENT").build(),
                User.withUsername("bob").password("{noop}bob").roles("CUSTOMER").build());
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .httpBasic(Customizer.withDefaults())
                .csrf(csrf ->
                        csrf.csrfTokenRepository(tokens)
                                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .build();
    }
}
