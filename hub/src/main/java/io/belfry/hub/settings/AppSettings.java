package io.belfry.hub.settings;

import io.belfry.protocol.AppKey;

import java.time.Duration;
import java.util.List;

public record AppSettings(
        String id,
        List<AppKey> keys,
        boolean enabled,
        boolean forceTls,
        List<String> allowedOrigins,
        Duration pingInterval,
        Duration pongTimeout,
        Duration activityTimeout,
        int maxConnections,
        int maxMessageSize,
        ClientEventSource acceptClientEventsFrom,
        int clientEventsPerSecond,
        int maxClientEventData,
        RateLimiting rateLimiting,
        int maxChannelName,
        int maxSubscriptions,
        boolean publicChannels,
        int maxEventName,
        int maxEventData,
        int maxChannelsPerEvent,
        int maxBatch,
        int eventsPerSecond,
        PresenceSettings presence,
        Duration cacheTtl,
        boolean subscriptionCount,
        boolean userAuthentication,
        boolean watchlist,
        AuthorizedConnections authorizedConnections) {
    public boolean allowsMissingOrigin() {
        return false;
    }

    public static AppSettings of(String id, String key, String secret) {
        return new AppSettings(
                id,
                List.of(new AppKey(key, secret)),
                true,
                false,
                List.of("*"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                0,
                10000,
                ClientEventSource.MEMBERS,
                10,
                10240,
                new RateLimiting(false, 60, Duration.ofSeconds(60), false),
                200,
                1000,
                true,
                200,
                10240,
                100,
                10,
                0,
                new PresenceSettings(100, 128, 1024, Duration.ZERO),
                Duration.ofSeconds(1800),
                true,
                true,
                true,
                new AuthorizedConnections(false, Duration.ofSeconds(30)));
    }
}
