package io.belfry.testkit;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;

import java.util.List;

/**
 * Settings of hubs for tests: on this machine only, on any free port. One event loop serves all
 * clients, so that what one of them caused is on its way to the others before the next is heard:
 * then a ping is a fence for all of them.
 */
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
                .server(ServerSettings.builder().host("127.0.0.1").port(0).eventLoops(1).build())
                .apps(List.of(apps))
                .build();
    }

    /** The app of most tests, to be changed before it is built. */
    public static AppSettings.Builder app() {
        return AppSettings.builder("4711", "belfry-key", "belfry-secret");
    }
}
