package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sessions in an application that runs, and the connections of those whose they are. */
@Timeout(120)
class SessionEndsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class DeskApplication {
        @Component
        static class Rules {
            @ChannelRule("desk")
            boolean isThere(ChannelUser user) {
                return !user.id().isEmpty();
            }
        }

        @Bean
        UserDetailsService users() {
            return name -> User.withUsername(name).password("{noop}" + name).build();
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    /** A browser with a session, and a page that hears what is told at the desk. */
    private static final class Browser implements AutoCloseable {
        private final GivenApplication desk;
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        final HubClient page;

        Browser(GivenApplication desk, String user) throws Exception {
            this.desk = desk;
            this.page = desk.client();
            posts("/login", "username=" + user + "&password=" + user);
            String asked = "channel_name=private-desk&socket_id=" + page.socketId();
            JsonNode granted =
                    JsonMapper.shared().readTree(posts("/broadcasting/auth", asked).body());
            page.asksFor(
                    "private-desk",
                    granted.path("auth").asString(),
                    granted.path("channel_data").asString());
            page.sees("pusher_internal:subscription_succeeded");
        }

        HttpResponse<String> posts(String path, String form) throws Exception {
            HttpRequest request = desk.page().unguarded(path, FORM, form).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() {
            page.close();
            http.close();
        }
    }

    @Test
    void who_signs_out_is_disconnected_and_nobody_else() throws Exception {
        try (GivenApplication desk =
                        GivenApplication.of(
                                DeskApplication.class, "belfry.endpoints.name-users=true");
                Browser ada = new Browser(desk, "ada");
                Browser bob = new Browser(desk, "bob")) {
            ada.posts("/logout", "");

            ada.page.seesError(4009);
            ada.page.closedWith(4009);
            bob.page.isHeard();
        }
    }

    @Test
    void an_application_may_do_without() throws Exception {
        try (GivenApplication desk =
                GivenApplication.of(
                        DeskApplication.class, "belfry.disconnect-with-session=false")) {
            assertThat(desk.context().containsBean("belfrySessionEnds")).isFalse();
        }
    }
}
