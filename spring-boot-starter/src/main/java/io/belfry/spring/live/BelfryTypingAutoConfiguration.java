package io.belfry.spring.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.live.shared.UserNames;
import io.belfry.live.typing.Typing;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Typing, where it is wanted and the application has {@code belfry-live}; it needs no database. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnClass(Typing.class)
@ConditionalOnProperty("belfry.typing.enabled")
@EnableConfigurationProperties(TypingProperties.class)
public class BelfryTypingAutoConfiguration {

    /** Made by Spring. */
    BelfryTypingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Typing belfryTyping(
            Broadcaster broadcaster, TypingProperties properties, ObjectProvider<UserNames> names) {
        return new Typing(
                broadcaster, properties.settings(), names.getIfAvailable(UserNames::none));
    }

    /** What pages say, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {
        @Bean
        TypingEndpoints belfryTypingEndpoints(
                Typing typing, ChannelRules rules, TypingProperties properties) {
            return new TypingEndpoints(typing, rules, properties.path());
        }
    }
}
