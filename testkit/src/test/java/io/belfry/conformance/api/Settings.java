package io.belfry.conformance.api;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.testkit.Hubs;

import java.util.Arrays;

/** Settings of the hubs of these tests. */
final class Settings {
    private Settings() {}

    /** The app of most hubs, to be settled further. */
    static AppSettings.Builder app() {
        return Hubs.standard().apps().getFirst().toBuilder();
    }

    /** Another app, for hubs with two. */
    static AppSettings.Builder otherApp() {
        return AppSettings.builder("4712", "other-key", "other-secret");
    }

    /** A hub with these apps, to be settled further. */
    static HubSettings.Builder hub(AppSettings.Builder... apps) {
        return Hubs.standard().toBuilder()
                .apps(Arrays.stream(apps).map(AppSettings.Builder::build).toList());
    }
}
