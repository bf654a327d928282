package io.belfry.spring.live;

import io.belfry.live.refresh.LiveRefreshSettings;
import io.belfry.spring.start.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of live refresh.
 *
 * @param path below which pages ask for versions
 * @param channel the private channel of one user; {user} stands for the id
 * @param adminChannel the private channel of all administrators
 * @param adminRole who is an administrator; empty for nobody
 * @param event what it is called on the wire
 */
@ConfigurationProperties("belfry.live-refresh")
public record LiveRefreshProperties(
        @DefaultValue("/live-refresh") String path,
        @DefaultValue("live-refresh.{user}") String channel,
        @DefaultValue("live-refresh.admin") String adminChannel,
        @DefaultValue("ADMIN") String adminRole,
        @DefaultValue("LiveRefreshContextsUpdated") String event) {

    LiveRefreshSettings settings() {
        return StartRefused.unless(
                "belfry.live-refresh", () -> new LiveRefreshSettings(channel, adminChannel, event));
    }
}
