package io.belfry.spring.hub;

import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.hub.Hub;
import io.belfry.hub.publish.Deployment;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.DriverKind;
import io.belfry.spring.HubSettingsCustomizer;
import io.belfry.spring.LiveAddress;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.broadcast.HubDriver;
import io.belfry.spring.broadcast.LiveAddresses;
import io.belfry.spring.start.AppCredentials;
import io.belfry.spring.start.StartRefused;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Runs a hub in the application when a driver wants one, or nothing is said. */
@AutoConfiguration(
        before = BelfryAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(Hub.class)
@Conditional(HubWanted.class)
@EnableConfigurationProperties(BelfryProperties.class)
public class HubAutoConfiguration {

    /** Made by Spring. */
    HubAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(Hub.class)
    EmbeddedHub belfryEmbeddedHub(
            BelfryProperties properties,
            ObjectProvider<HubSettingsCustomizer> customizers,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<Deployment> deployment)
            throws IOException {
        if (properties.url() != null && properties.driver() == DriverKind.HUB) {
            throw new StartRefused(
                    "belfry.url",
                    "A hub elsewhere is named, and belfry.driver is hub: the one in this"
                            + " application",
                    "Set belfry.driver=reverb, or remove belfry.url.");
        }
        return EmbeddedHub.start(
                properties,
                customizers.orderedStream(),
                meters.getIfAvailable(),
                () -> deployment.getIfAvailable(() -> HubNodes.of(properties.hub().nodes())));
    }

    /** The hub itself, for whoever wants to listen to it; a bean of the application replaces it. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    Hub belfryHub(EmbeddedHub embedded) {
        return embedded.hub();
    }

    @Bean
    HubDriver belfryHubDriver(Hub hub, BelfryProperties properties) {
        String appId = AppCredentials.id(properties.app());
        return new HubDriver(
                new LocalDriver(event -> hub.publish(appId, event))
                        .withDisconnect(user -> hub.disconnect(appId, user))
                        .withMaxDataBytes(properties.maxDataBytes()));
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "belfry.driver", havingValue = "hub", matchIfMissing = true)
    LiveAddress belfryLiveAddress(Hub hub, BelfryProperties properties) {
        return LiveAddresses.here(properties, hub.port(), hub.scheme().equals("https"));
    }

    @Bean
    HubOccupancy belfryHubOccupancy(Hub hub, BelfryProperties properties) {
        return new HubChannels(hub, AppCredentials.id(properties.app()));
    }

    @Bean
    HubFacts belfryHubFacts(Hub hub) {
        return () ->
                Map.of(
                        "port", hub.port(),
                        "scheme", hub.scheme(),
                        "transport", hub.transport().name().toLowerCase(Locale.ROOT),
                        "connections", hub.connections());
    }
}
