package io.belfry.testkit;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;

import java.util.List;

/** Settings of hubs for tests: on this machine only, on any free port. */
public final class Hubs {
    private Hubs() {}

    /** One app with the defaults. */
    public static HubSettings standard() {
        return with(app().build());
    }

    /** One app whose clients may send messages of up to so many bytes. */
    public static HubSettings withMessagesUpTo(int bytes) {
        return with(app().maxMessageSize(bytes).build());
    }

    /** These apps, the first of which is the one that a given hub speaks of. */
    public static HubSettings with(AppSettings... apps) {
        return HubSettings.builder()
                .server(ServerSettings.builder().host("127.0.0.1").port(0).eventLoops(2).build())
                .apps(List.of(apps))
                .build();
    }

    /** The app of most tests, to be changed before it is built. */
    public static AppSettings.Builder app() {
        return AppSettings.builder("4711", "belfry-key", "belfry-secret");
    }
}
