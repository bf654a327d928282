package io.belfry.spring.observe;

import io.belfry.spring.BelfryProperties;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.hub.HubFacts;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators see of broadcasting: health, information and meters. */
@AutoConfiguration(
        before = BelfryAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
public class BelfryObservationAutoConfiguration {

    /** Made by Spring. */
    BelfryObservationAutoConfiguration() {}

    @Bean
    Troubles belfryTroubles() {
        return new Troubles();
    }

    /** What pages ask, where that is wanted. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ConditionalOnProperty("belfry.status.enabled")
    @EnableConfigurationProperties({BelfryProperties.class, StatusProperties.class})
    static class StatusConfiguration {
        @Bean
        RealtimeStatus belfryRealtimeStatus(
                Troubles troubles,
                BelfryProperties belfry,
                ObjectProvider<HubFacts> hub,
                StatusProperties properties) {
            return new RealtimeStatus(
                    troubles, belfry.driver(), hub.getIfAvailable(), properties.path());
        }
    }

    /** Where the application has health endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnEnabledHealthIndicator("broadcasting")
    static class HealthConfiguration {
        @Bean
        BroadcastHealth broadcastingHealthIndicator(Troubles troubles) {
            return new BroadcastHealth(troubles);
        }
    }

    /** Where the application has an endpoint for information. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
    @ConditionalOnEnabledInfoContributor("belfry")
    @EnableConfigurationProperties(BelfryProperties.class)
    static class InfoConfiguration {
        @Bean
        BroadcastInfo belfryInfoContributor(
                BelfryProperties properties, ObjectProvider<HubFacts> hub) {
            return new BroadcastInfo(properties, hub.getIfAvailable());
        }
    }

    /** Where the application has a registry of meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class MetersConfiguration {
        @Bean
        BroadcastMeters belfryBroadcastMeters(MeterRegistry registry) {
            return new BroadcastMeters(registry);
        }
    }
}
