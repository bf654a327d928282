package io.belfry.spring.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How principals become users, in both kinds of web applications. */
@Configuration(proxyBeanMethods = false)
public class PrincipalsConfiguration {
    private static final String SECURITY = "org.springframework.security.core.Authentication";

    /** Applications with Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = SECURITY)
    static class WithSecurity {
        @Bean
        Principals belfryPrincipals() {
            return new SecurityPrincipals();
        }
    }

    /** Applications without. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(SECURITY)
    static class WithoutSecurity {
        @Bean
        Principals belfryPrincipals() {
            return new Principals();
        }
    }
}
