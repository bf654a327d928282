package io.belfry.example.helpdesk.people;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/**
 * Everything but the look of the sign-in page is for those who have signed in. Forms and the live
 * endpoints are guarded against other sites in the same way.
 */
@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/helpdesk.css", "/error", "/actuator/health/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(login -> login.loginPage("/login").defaultSuccessUrl("/").permitAll())
                // Scripts want to hear no, and not where a person could sign in.
                .exceptionHandling(failures ->
                        failures.defaultAuthenticationEntryPointFor(
                                        new HttpStatusEntryPoint(HttpStatus.FORBIDDEN),
                                        request ->
                                                request.getRequestURI()
                                                        .startsWith("/broadcasting/"))
                                .defaultAuthenticationEntryPointFor(
                                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                                        SecurityConfiguration::isOfAScript))
                // Whoever signs in over somebody else ends that session, and what belongs to it.
                .sessionManagement(sessions -> sessions.sessionFixation().newSession())
                .logout(logout -> logout.logoutSuccessUrl("/login"))
                .build();
    }

    /**
     * Browsers say of a page that they want HTML, and of what a script fetches that they take all.
     */
    private static boolean isOfAScript(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted == null || !accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
