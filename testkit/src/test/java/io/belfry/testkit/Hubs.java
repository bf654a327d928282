package io.belfry.testkit;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.ShutdownSettings;

import java.time.Duration;
import java.util.List;

/** Settings of hubs for tests: on this machine only, on any free port. */
public final class Hubs {
    private Hubs() {}

    /** One app with the defaults. */
    public static HubSettings standard() {
        return of(AppSettings.of("4711", "belfry-key", "belfry-secret"));
    }

    /** One app whose clients may send messages of up to so many bytes. */
    public static HubSettings withMessagesUpTo(int bytes) {
        return of(
                AppSettings.builder("4711", "belfry-key", "belfry-secret")
                        .maxMessageSize(bytes)
                        .build());
    }

    private static HubSettings of(AppSettings app) {
        return HubSettings.builder()
                .server(ServerSettings.builder().host("127.0.0.1").port(0).eventLoops(1).build())
                .shutdown(new ShutdownSettings(Duration.ZERO))
                .apps(List.of(app))
                .build();
    }
}
