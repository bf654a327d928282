package io.belfry.spring.servlet;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.spring.web.Principals;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * Sessions of Spring Security: with them the connections of their users end. An application that
 * names its users itself must do that itself, as a session that ends by time has no request.
 */
@AutoConfiguration(after = BelfryWebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(HttpSessionEventPublisher.class)
@ConditionalOnBean(ServletUsers.class)
@ConditionalOnProperty(name = "belfry.disconnect-with-session", matchIfMissing = true)
public class BelfrySessionsAutoConfiguration {

    /** Made by Spring. */
    BelfrySessionsAutoConfiguration() {}

    /** Without it nobody but the container hears of the end of a session. */
    @Bean
    @ConditionalOnMissingBean
    HttpSessionEventPublisher belfrySessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    SessionEnds belfrySessionEnds(Broadcaster broadcaster, Principals principals) {
        return new SessionEnds(broadcaster, principals);
    }
}
