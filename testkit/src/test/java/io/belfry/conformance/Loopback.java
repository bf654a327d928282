package io.belfry.conformance;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;

import java.time.Duration;
import java.util.List;

/** Settings of hubs that listen on this machine only, on any free port, with two event loops. */
public final class Loopback {
    /** The shortest that most durations may be. */
    public static final Duration SHORT = Duration.ofSeconds(1);

    private Loopback() {}

    /** The first app of most hubs. */
    public static AppSettings.Builder app() {
        return AppSettings.builder("4711", "belfry-key", "belfry-secret");
    }

    /** Another app, for hubs with two. */
    public static AppSettings.Builder otherApp() {
        return AppSettings.builder("4712", "other-key", "other-secret");
    }

    /** A hub with these apps, to be settled further. */
    public static HubSettings.Builder hub(AppSettings.Builder... apps) {
        return HubSettings.builder()
                .server(server().build())
                .apps(List.of(apps).stream().map(AppSettings.Builder::build).toList());
    }

    /** Where such a hub listens. */
    public static ServerSettings.Builder server() {
        return ServerSettings.builder().host("127.0.0.1").port(0).eventLoops(2);
    }
}
