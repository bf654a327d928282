package io.belfry.spring.live;

import io.belfry.live.presence.PresenceSettings;
import io.belfry.spring.start.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The properties of presence.
 *
 * @param enabled whether there is presence, where belfry-live and a database are
 * @param path below which pages ask who is there
 * @param channel the private channel of those who watch a user; {user} stands for the id
 * @param ownChannel the private channel that a user's own pages listen to while they are open
 * @param grace how long a user who has gone is still there, so that loading a page is no going
 * @param webhook path at which a server elsewhere tells of channels that are occupied and vacated;
 *     not used with the hub in this application
 * @param compareEvery how often a server elsewhere is asked who is there, as it could not tell what
 *     happened while it was down; with the drivers reverb and pusher
 */
@ConfigurationProperties("belfry.presence")
public record PresenceProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/presence") String path,
        @DefaultValue("presence.{user}") String channel,
        @DefaultValue("user.{user}") String ownChannel,
        @DefaultValue("5s") Duration grace,
        @DefaultValue("/presence/webhook") String webhook,
        @DefaultValue("30s") Duration compareEvery) {

    PresenceSettings settings() {
        if (channel.equals(ownChannel)) {
            throw new StartRefused(
                    "belfry.presence.own-channel",
                    "It is also belfry.presence.channel, so that watching somebody would be being"
                            + " there",
                    "Choose another one.");
        }
        return StartRefused.unless("belfry.presence", () -> new PresenceSettings(channel, grace));
    }
}
