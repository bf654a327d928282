package io.belfry.spring.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.check.Announcement;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.database.Database;
import io.belfry.live.presence.Presence;
import io.belfry.live.presence.PresenceComparison;
import io.belfry.live.presence.PresenceEvent;
import io.belfry.live.presence.PresenceSettings;
import io.belfry.live.presence.PresenceSource;
import io.belfry.live.shared.Sweeper;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.ChannelRulesCustomizer;
import io.belfry.spring.PresenceVisibility;
import io.belfry.spring.broadcast.Announcements;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.hub.HubOccupancy;
import io.belfry.spring.start.AppCredentials;
import io.belfry.spring.start.ReadyWork;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Presence, where it is wanted and the application has {@code belfry-live} and one database. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnClass(Presence.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty("belfry.presence.enabled")
@EnableConfigurationProperties({PresenceProperties.class, BelfryProperties.class})
@Import(LiveTables.class)
public class BelfryPresenceAutoConfiguration {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

    /** Made by Spring. */
    BelfryPresenceAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Presence belfryPresence(
            LiveTables tables,
            Database database,
            Broadcaster broadcaster,
            PresenceProperties properties) {
        return new Presence(database, broadcaster, properties.settings(), Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    PresenceSource belfryPresenceSource(Presence presence, PresenceProperties properties) {
        return new PresenceSource(presence, properties.ownChannel());
    }

    @Bean
    Watching belfryPresenceWatching(ObjectProvider<PresenceVisibility> visibility) {
        return new Watching(visibility.getIfAvailable(() -> (watcher, users) -> Set.of()));
    }

    @Bean
    ReadyWork belfryPresenceSweeps(Presence presence) {
        return new ReadyWork(() -> Sweeper.start("presence", SWEEP_EVERY, presence::sweep)::close);
    }

    /** The ids of users may have dots; names that mean no user are for rules of the application. */
    @Bean
    ChannelRulesCustomizer belfryPresenceRules(
            PresenceProperties properties, ObjectProvider<Watching> watching) {
        return rules ->
                rules.channel(
                                anyUser(properties.channel()),
                                (user, at) ->
                                        allowOrPass(
                                                watching.getObject().may(user, at.text("user"))))
                        .channel(
                                anyUser(properties.ownChannel()),
                                (user, at) -> allowOrPass(at.text("user").equals(user.id())));
    }

    private static String anyUser(String pattern) {
        return pattern.replace(PresenceSettings.USER, "{user*}");
    }

    private static Decision allowOrPass(boolean isAllowed) {
        return isAllowed ? Decision.allow() : Decision.pass();
    }

    @Bean
    Announcements belfryPresenceAnnouncements(PresenceProperties properties) {
        PrivateChannel one =
                new PrivateChannel(properties.channel().replace(PresenceSettings.USER, "0"));
        return () -> List.of(new Announcement(PresenceEvent.class, one, part -> true));
    }

    /** With the hub in this application, that tells who comes and goes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(HubOccupancy.class)
    static class HubConfiguration {
        @Bean
        HubPresence belfryHubPresence(PresenceSource source, HubOccupancy occupancy) {
            HubPresence presence = new HubPresence(source, occupancy);
            occupancy.listen(presence);
            return presence;
        }

        @Bean
        ReadyWork belfryHubPresenceWork(HubPresence presence) {
            return new ReadyWork(presence::begin);
        }
    }

    /** A server elsewhere tells it by webhooks. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(HubOccupancy.class)
    @ConditionalOnProperty({"belfry.app.key", "belfry.app.secret"})
    static class WebhookConfiguration {
        @Bean
        @ConditionalOnWebApplication
        PresenceWebhook belfryPresenceWebhook(
                PresenceSource source, BelfryProperties belfry, PresenceProperties properties) {
            return new PresenceWebhook(
                    source, AppCredentials.key(belfry.app()), properties.webhook());
        }

        @Bean
        @ConditionalOnExpression("{'reverb', 'pusher'}.contains('${belfry.driver:}'.toLowerCase())")
        ReadyWork belfryPresenceComparison(
                PresenceSource source, Broadcaster broadcaster, PresenceProperties properties) {
            PresenceComparison comparison = new PresenceComparison(source);
            return new ReadyWork(() ->
                    Sweeper.start(
                                    "sockets elsewhere",
                                    properties.compareEvery(),
                                    () -> {
                                        comparison.compare(
                                                broadcaster.occupiedChannels(source.prefix()));
                                        return false;
                                    })
                            ::close);
        }
    }

    /** What pages ask, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {
        @Bean
        PresenceEndpoints belfryPresenceEndpoints(
                Presence presence, Watching watching, PresenceProperties properties) {
            return new PresenceEndpoints(presence, watching, properties.path());
        }
    }
}
