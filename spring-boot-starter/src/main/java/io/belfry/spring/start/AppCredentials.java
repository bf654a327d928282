package io.belfry.spring.start;

import io.belfry.protocol.AppKey;
import io.belfry.spring.BelfryProperties.AppProperties;

import org.jspecify.annotations.Nullable;

/** What an application must say of the app that it is, once it is asked for. Holds nothing. */
public final class AppCredentials {
    private AppCredentials() {}

    /**
     * @throws StartRefused without one
     */
    public static String id(AppProperties app) {
        return required("belfry.app.id", app.id());
    }

    /**
     * @throws StartRefused without a key or a secret
     */
    public static AppKey key(AppProperties app) {
        return new AppKey(
                required("belfry.app.key", app.key()), required("belfry.app.secret", app.secret()));
    }

    private static String required(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new StartRefused(
                    property, "Without it no server takes events of this application");
        }
        return value;
    }
}
