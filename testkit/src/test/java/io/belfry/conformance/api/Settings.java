package io.belfry.conformance.api;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.testkit.GivenHub;

import java.util.Arrays;

/** Settings of the hubs of these tests. */
final class Settings {
    private Settings() {}

    /** Another app, for hubs with two. */
    static AppSettings.Builder otherApp() {
        return AppSettings.builder("4712", "other-key", "other-secret");
    }

    /** A hub with these apps, to be settled further. */
    static HubSettings.Builder hub(AppSettings.Builder... apps) {
        AppSettings[] built =
                Arrays.stream(apps).map(AppSettings.Builder::build).toArray(AppSettings[]::new);
        return GivenHub.settings(built).toBuilder();
    }
}
