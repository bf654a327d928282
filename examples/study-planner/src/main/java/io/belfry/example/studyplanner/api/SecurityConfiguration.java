package io.belfry.example.studyplanner.api;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import java.time.Duration;
import java.util.List;

/**
 * Who may ask what. Everybody shows a bearer token; there are no cookies, so that no other site can
 * use one. The pages are of another origin, and that one alone may read the answers.
 */
@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/api/login", "/error", "/actuator/health/**")
                                .permitAll()
                                .requestMatchers("/api/dashboard")
                                .hasRole("MENTOR")
                                .requestMatchers("/api/sessions/**")
                                .hasRole("PUPIL")
                                .requestMatchers("/api/me", "/api/logout", "/api/broadcasting/auth")
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .oauth2ResourceServer(server -> server.opaqueToken(Customizer.withDefaults()))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .cors(Customizer.withDefaults())
                .csrf(CsrfConfigurer::disable)
                .build();
    }

    @Bean
    UrlBasedCorsConfigurationSource corsConfigurationSource(
            @Value("${study-planner.dashboard.url}") String dashboard) {
        CorsConfiguration pages = new CorsConfiguration();
        pages.setAllowedOrigins(List.of(dashboard));
        pages.setAllowedMethods(List.of("GET", "POST"));
        pages.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        // The package belfry asks as where there are cookies, too.
        pages.setAllowCredentials(true);
        pages.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", pages);
        return source;
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
