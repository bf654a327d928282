package io.belfry.spring;

import io.belfry.live.refresh.LiveRefresh;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Set;

/** Bookings, whose screens are told when they change. */
@SpringBootConfiguration
@EnableAutoConfiguration
class BookingApplication {

    /** What is done with bookings. */
    @Service
    static class Bookings {
        private final JdbcClient database;
        private final LiveRefresh liveRefresh;

        Bookings(JdbcClient database, LiveRefresh liveRefresh) {
            this.database = database;
            this.liveRefresh = liveRefresh;
        }

        @Transactional
        public void book(String parent, String trainer) {
            database.sql("insert into booking (parent, trainer) values (?, ?)")
                    .params(parent, trainer)
                    .update();
            liveRefresh.notify(Set.of("bookings"), List.of(parent, trainer), true);
        }

        @Transactional
        public void bookAndFail(String parent) {
            book(parent, parent);
            throw new IllegalStateException("the transaction is rolled back");
        }
    }

    private static UserDetails user(String name, String role) {
        return User.withUsername(name).password("{noop}" + name).roles(role).build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(user("ada", "ADMIN"), user("bob", "PARENT"));
    }

    @Bean
    MapReactiveUserDetailsService reactiveUsers() {
        return new MapReactiveUserDetailsService(user("ada", "ADMIN"), user("bob", "PARENT"));
    }
}
