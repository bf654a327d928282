package io.belfry.spring.live;

import io.belfry.live.feed.FeedSettings;
import io.belfry.spring.start.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The properties of the activity feed.
 *
 * @param enabled whether there is one, where belfry-live and a database are
 * @param path below which pages read it
 * @param channel the private channel of an audience; {audience} stands for its name
 * @param event what a new entry is called on the wire
 * @param retention how long entries are kept
 * @param sweepEvery how often those are deleted that have been kept for long enough
 */
@ConfigurationProperties("belfry.feed")
public record FeedProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/activity") String path,
        @DefaultValue("activity.{audience}") String channel,
        @DefaultValue("ActivityUpdated") String event,
        @DefaultValue("90d") Duration retention,
        @DefaultValue("1h") Duration sweepEvery) {

    FeedSettings settings() {
        return StartRefused.unless(
                "belfry.feed", () -> new FeedSettings(channel, event, retention));
    }
}
