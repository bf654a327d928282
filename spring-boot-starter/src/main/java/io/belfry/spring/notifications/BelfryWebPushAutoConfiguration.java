package io.belfry.spring.notifications;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.database.Database;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.push.PushSubscriptions;
import io.belfry.notifications.push.WebPushRoute;
import io.belfry.notifications.push.WebPushSettings;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.start.StartRefused;
import io.belfry.webpush.Destinations;
import io.belfry.webpush.PushClient;
import io.belfry.webpush.VapidKeys;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** The route {@code webpush}, where there are keys for it. */
@AutoConfiguration(
        after = BelfryAutoConfiguration.class,
        before = BelfryNotificationsAutoConfiguration.class)
@ConditionalOnClass({Notifier.class, PushClient.class})
@ConditionalOnBean({Database.class, Broadcaster.class})
@ConditionalOnProperty("belfry.notifications.push.public-key")
@EnableConfigurationProperties(PushProperties.class)
public class BelfryWebPushAutoConfiguration {

    /** Made by Spring. */
    BelfryWebPushAutoConfiguration() {}

    /** Every server of the internet, unless some are named; never one of the network within. */
    @Bean
    @ConditionalOnMissingBean
    Destinations belfryPushDestinations(PushProperties properties) {
        return new Destinations(properties.services(), true);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    PushClient belfryPushClient(PushProperties properties, Destinations destinations) {
        try {
            VapidKeys keys = VapidKeys.of(properties.publicKey(), properties.privateKey());
            return new PushClient(keys, properties.contact(), destinations);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "belfry.notifications.push",
                    String.valueOf(e.getMessage()),
                    "Take public-key and private-key from `belfry keys vapid`, and give a contact"
                            + " such as mailto:ops@example.org.");
        }
    }

    @Bean
    @ConditionalOnMissingBean
    PushSubscriptions belfryPushSubscriptions(Database database, Destinations destinations) {
        return new PushSubscriptions(database, destinations, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    WebPushRoute belfryWebPushRoute(
            Database database, PushClient client, PushProperties properties) {
        WebPushSettings settings =
                WebPushSettings.defaults().withDelay(properties.delay()).withTtl(properties.ttl());
        return new WebPushRoute(database, client, settings, Clock.systemUTC());
    }

    /** What pages ask, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @EnableConfigurationProperties(NotificationProperties.class)
    static class WebConfiguration {
        @Bean
        PushEndpoints belfryPushEndpoints(
                PushSubscriptions subscriptions,
                PushProperties push,
                NotificationProperties properties) {
            return new PushEndpoints(subscriptions, push.publicKey(), properties.path());
        }
    }
}
