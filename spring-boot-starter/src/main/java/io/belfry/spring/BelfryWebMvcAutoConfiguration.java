package io.belfry.spring;

import io.belfry.broadcasting.authorization.Endpoints;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

/** Spring MVC: the endpoints, and the connection that a request came with. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
public class BelfryWebMvcAutoConfiguration {

    /** Made by Spring. */
    BelfryWebMvcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(CurrentRequest.class)
    ServletRequest belfryCurrentRequest() {
        return new ServletRequest();
    }

    @Bean
    @ConditionalOnBean(Endpoints.class)
    @ConditionalOnProperty(name = "belfry.endpoints.enabled", matchIfMissing = true)
    BroadcastingController belfryBroadcastingController(Endpoints endpoints, ChannelUsers users) {
        return new BroadcastingController(endpoints, users);
    }

    /** Users of applications with Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.security.core.Authentication")
    static class SecurityUsersConfiguration {
        @Bean
        @ConditionalOnMissingBean(ChannelUsers.class)
        SecurityUsers belfrySecurityUsers() {
            return new SecurityUsers();
        }
    }

    /** Users of applications without. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.core.Authentication")
    static class PrincipalUsersConfiguration {
        @Bean
        @ConditionalOnMissingBean(ChannelUsers.class)
        PrincipalUsers belfryPrincipalUsers() {
            return new PrincipalUsers();
        }
    }
}
