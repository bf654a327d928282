package io.belfry.example.clinic.people;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;

/**
 * One page that anybody may load, and what it asks for: answered to those who have signed in, and
 * guarded against other sites by a token that the page reads from a cookie.
 */
@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/",
                                        "/index.html",
                                        "/assets/**",
                                        "/icon.svg",
                                        "/error",
                                        "/actuator/health/**",
                                        "/api/session")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .csrf(CsrfConfigurer::spa)
                .formLogin(login ->
                        login.loginPage("/")
                                .loginProcessingUrl("/api/login")
                                .successHandler((request, response, who) ->
                                        response.setStatus(HttpStatus.NO_CONTENT.value()))
                                .failureHandler((request, response, why) ->
                                        response.setStatus(HttpStatus.UNAUTHORIZED.value()))
                                .permitAll())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                // Whoever signs in over somebody else ends that session, and what belongs to it.
                .sessionManagement(sessions -> sessions.sessionFixation().newSession())
                .logout(logout ->
                        logout.logoutUrl("/api/logout")
                                .logoutSuccessHandler(
                                        new HttpStatusReturningLogoutSuccessHandler(
                                                HttpStatus.NO_CONTENT)))
                .build();
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
