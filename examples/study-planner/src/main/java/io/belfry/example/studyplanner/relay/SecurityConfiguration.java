package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.spring.ChannelUsers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything wants the API key, also the question who may listen: pages ask it of the API, which
 * knows who is signed in and vouches for them.
 */
@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/actuator/health/**", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server -> server.opaqueToken(Customizer.withDefaults()))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(CsrfConfigurer::disable)
                .build();
    }

    @Bean
    OpaqueTokenIntrospector callers(ApiKeys keys) {
        return presented -> {
            if (!keys.know(presented)) {
                throw new BadOpaqueTokenException("no such API key");
            }
            return new DefaultOAuth2AuthenticatedPrincipal(
                    "study-planner", Map.of("sub", "study-planner"), List.of());
        };
    }

    /** Whoever the API says it is. Nobody gets here without its key. */
    @Bean
    ChannelUsers vouchedFor() {
        return (request, guard) -> {
            String id = request.getHeader("X-Vouched-User");
            String role = request.getHeader("X-Vouched-Role");
            return id == null || id.isEmpty() || role == null
                    ? null
                    : new ChannelUser(id, Set.of(role), id);
        };
    }
}
