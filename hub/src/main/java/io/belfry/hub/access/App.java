package io.belfry.hub.access;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.AppKey;

import org.jspecify.annotations.Nullable;

/**
 * One tenant. Its settings may be replaced while it has clients; those who hold the app see the new
 * ones from their next question on.
 *
 * <p>Thread-safe: the settings are immutable and replaced as a whole.
 */
public final class App {
    private final String id;
    private volatile AppSettings settings;

    App(AppSettings settings) {
        this.id = settings.id();
        this.settings = settings;
    }

    public String id() {
        return id;
    }

    public AppSettings settings() {
        return settings;
    }

    void replace(AppSettings newer) {
        settings = newer;
    }

    /** The key of that name, or null when the app has none. */
    public @Nullable AppKey key(String name) {
        for (AppKey key : settings.keys()) {
            if (key.key().equals(name)) {
                return key;
            }
        }
        return null;
    }

    /**
     * Whether one of the app's keys made {@code presented}, {@code key:signature}, over the text.
     */
    boolean vouches(String text, String presented) {
        int colon = presented.indexOf(':');
        AppKey key = colon < 0 ? null : key(presented.substring(0, colon));
        return key != null && key.vouches(text, presented);
    }

    @Override
    public String toString() {
        return "App[" + id + "]";
    }
}
