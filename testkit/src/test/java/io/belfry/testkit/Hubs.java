package io.belfry.testkit;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.hub.settings.Profile;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.hub.settings.TlsSettings;
import io.belfry.hub.settings.Transport;

import java.time.Duration;
import java.util.List;

/** Settings of hubs for tests: on this machine only, on any free port. */
public final class Hubs {
    private Hubs() {}

    /** One app with the defaults. */
    public static HubSettings standard() {
        return withMessagesUpTo(10_000);
    }

    /** One app whose clients may send messages of up to so many bytes. */
    public static HubSettings withMessagesUpTo(int bytes) {
        AppSettings a = AppSettings.of("4711", "belfry-key", "belfry-secret");
        return of(
                new AppSettings(
                        a.id(),
                        a.keys(),
                        a.enabled(),
                        a.forceTls(),
                        a.allowedOrigins(),
                        a.pingInterval(),
                        a.pongTimeout(),
                        a.activityTimeout(),
                        a.maxConnections(),
                        bytes,
                        a.acceptClientEventsFrom(),
                        a.clientEventsPerSecond(),
                        a.maxClientEventData(),
                        a.rateLimiting(),
                        a.maxChannelName(),
                        a.maxSubscriptions(),
                        a.publicChannels(),
                        a.maxEventName(),
                        a.maxEventData(),
                        a.maxChannelsPerEvent(),
                        a.maxBatch(),
                        a.eventsPerSecond(),
                        a.presence(),
                        a.cacheTtl(),
                        false,
                        a.userAuthentication(),
                        a.watchlist(),
                        a.authorizedConnections()));
    }

    private static HubSettings of(AppSettings app) {
        return new HubSettings(
                new ServerSettings("127.0.0.1", 0, "", List.of(), 1, Transport.AUTO),
                new TlsSettings(null, null),
                new LimitSettings(
                        0,
                        1 << 20,
                        64 << 20,
                        1 << 20,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(75)),
                new ShutdownSettings(Duration.ZERO),
                new CompatSettings(Profile.STANDARD, false, false, true),
                List.of(app));
    }
}
