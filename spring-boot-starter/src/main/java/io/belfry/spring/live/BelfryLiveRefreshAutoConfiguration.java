package io.belfry.spring.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.check.Announcement;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.database.Database;
import io.belfry.live.refresh.ContextsUpdated;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.live.refresh.LiveRefreshSettings;
import io.belfry.spring.ChannelRulesCustomizer;
import io.belfry.spring.broadcast.Announcements;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.util.List;

/** Live refresh, where the application has {@code belfry-live} and one database. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnClass(LiveRefresh.class)
@ConditionalOnBean(Database.class)
@EnableConfigurationProperties(LiveRefreshProperties.class)
@Import(LiveTables.class)
public class BelfryLiveRefreshAutoConfiguration {

    /** Made by Spring. */
    BelfryLiveRefreshAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    LiveRefresh belfryLiveRefresh(
            LiveTables tables,
            Database database,
            Broadcaster broadcaster,
            LiveRefreshProperties properties) {
        return new LiveRefresh(database, broadcaster, properties.settings());
    }

    /**
     * The channel of administrators first, as its name is of the users' pattern too. The ids of
     * users may have dots.
     */
    @Bean
    ChannelRulesCustomizer belfryLiveRefreshRules(LiveRefreshProperties properties) {
        return rules ->
                rules.channel(
                                properties.adminChannel(),
                                (user, at) ->
                                        Decision.allowIf(user.hasRole(properties.adminRole())))
                        .channel(
                                properties.channel().replace(LiveRefreshSettings.USER, "{user*}"),
                                (user, at) -> Decision.allowIf(at.text("user").equals(user.id())));
    }

    @Bean
    Announcements belfryLiveRefreshAnnouncements(LiveRefreshProperties properties) {
        String user = properties.channel().replace(LiveRefreshSettings.USER, "0");
        return () -> List.of(announcement(user), announcement(properties.adminChannel()));
    }

    private static Announcement announcement(String channel) {
        return new Announcement(ContextsUpdated.class, new PrivateChannel(channel), part -> true);
    }

    /** What pages ask, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {
        @Bean
        LiveRefreshEndpoints belfryLiveRefreshEndpoints(
                LiveRefresh refresh, LiveRefreshProperties properties) {
            return new LiveRefreshEndpoints(refresh, properties);
        }
    }
}
