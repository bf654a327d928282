package io.belfry.spring.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.database.Database;
import io.belfry.live.feed.ActivityFeed;
import io.belfry.live.shared.Sweeper;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.start.ReadyWork;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;

/**
 * The activity feed, where it is wanted and the application has {@code belfry-live} and one
 * database. Who may read it is a channel rule of the application's.
 */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnClass(ActivityFeed.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty("belfry.feed.enabled")
@EnableConfigurationProperties(FeedProperties.class)
@Import(LiveTables.class)
public class BelfryFeedAutoConfiguration {

    /** Made by Spring. */
    BelfryFeedAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ActivityFeed belfryActivityFeed(
            LiveTables tables,
            Database database,
            Broadcaster broadcaster,
            FeedProperties properties) {
        return new ActivityFeed(database, broadcaster, properties.settings(), Clock.systemUTC());
    }

    @Bean
    ReadyWork belfryFeedSweeps(ActivityFeed feed, FeedProperties properties) {
        return new ReadyWork(
                () -> Sweeper.start("activities", properties.sweepEvery(), feed::sweep)::close);
    }

    /** What pages ask, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {
        @Bean
        FeedEndpoints belfryFeedEndpoints(
                ActivityFeed feed, ChannelRules rules, FeedProperties properties) {
            return new FeedEndpoints(feed, rules, properties.path());
        }
    }
}
