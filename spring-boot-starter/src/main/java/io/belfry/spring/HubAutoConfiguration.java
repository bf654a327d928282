package io.belfry.spring;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.hub.Hub;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import java.io.IOException;

/** Runs a hub in the application when {@code belfry.driver} says so, or nothing. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(Hub.class)
@ConditionalOnProperty(name = "belfry.driver", havingValue = "hub", matchIfMissing = true)
@EnableConfigurationProperties(BelfryProperties.class)
public class HubAutoConfiguration {

    /** Made by Spring. */
    HubAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    EmbeddedHub belfryEmbeddedHub(BelfryProperties properties, ObjectProvider<MeterRegistry> meters)
            throws IOException {
        if (properties.url() != null) {
            throw new StartRefused(
                    "belfry.url",
                    "A hub elsewhere is named, and belfry.driver is hub: the one in this"
                            + " application",
                    "Set belfry.driver=reverb, or remove belfry.url.");
        }
        return EmbeddedHub.start(properties, meters.getIfAvailable());
    }

    /** The hub itself, for whoever wants to listen to it or to reload its apps. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    Hub belfryHub(EmbeddedHub embedded) {
        return embedded.hub();
    }

    @Bean
    HubDriver belfryHubDriver(EmbeddedHub embedded) {
        return new HubDriver(embedded.driver());
    }

    /** The way to the hub in this application. */
    record HubDriver(Driver driver) {}
}
