package io.belfry.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.hub.settings.AppSettings;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;

import java.util.List;

import javax.crypto.spec.SecretKeySpec;

/** An application whose clients show tokens and have no session. */
@SpringBootConfiguration
@EnableAutoConfiguration
class BearerApplication {
    static final SecretKeySpec KEY =
            new SecretKeySpec("a key of 32 bytes for tests only".getBytes(UTF_8), "HmacSHA256");

    @Component
    static class Rules {
        @ChannelRule("orders.{order}")
        boolean mayFollow(Jwt token, long order) {
            return token.getClaimAsStringList("orders").contains(Long.toString(order));
        }

        /** What is granted to the client program is no role of its user. */
        @ChannelRule("desk")
        boolean isAgent(ChannelUser user) {
            return user.hasRole("orders") || user.hasRole("SCOPE_orders");
        }
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .build();
    }

    @Bean
    HubSettingsCustomizer origins() {
        return settings -> {
            AppSettings app =
                    settings.apps().getFirst().toBuilder()
                            .allowedOrigins(List.of("shop.example"))
                            .build();
            return settings.toBuilder().apps(List.of(app)).build();
        };
    }

    @Bean
    JwtDecoder tokens() {
        return NimbusJwtDecoder.withSecretKey(KEY).build();
    }
}
