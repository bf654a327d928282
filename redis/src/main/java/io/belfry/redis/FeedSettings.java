package io.belfry.redis;

import io.belfry.hub.settings.Setting;

import org.jspecify.annotations.Nullable;

/** Whether a hub takes the events that applications publish on Redis. Immutable. */
public record FeedSettings(
        @Setting(
                        value =
                                "Whether events are taken that Laravel (BROADCAST_CONNECTION=redis)"
                                        + " or Belfry's Redis driver publishes on Redis.")
                boolean enabled,
        @Setting("The id of the app whose clients get them; the only app if nothing is said.")
                @Nullable String app,
        @Setting(
                        value =
                                "What stands before the names of channels on Redis. Laravel's own"
                                        + " depends on its name: laravel-database- or, in older"
                                        + " applications, laravel_database_.",
                        env = "REDIS_PREFIX")
                String prefix) {

    /** What applies when nothing is said. */
    public static FeedSettings defaults() {
        return new FeedSettings(false, null, "");
    }
}
