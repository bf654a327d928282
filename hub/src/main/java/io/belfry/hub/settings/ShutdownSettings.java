package io.belfry.hub.settings;

import java.time.Duration;

/** How a hub goes. Immutable. */
public record ShutdownSettings(
        @Setting(
                        value =
                                "The time over which clients are asked to reconnect, spread"
                                        + " evenly.",
                        min = 0,
                        max = 600000,
                        level = Setting.Level.FREQUENT)
                Duration grace) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public ShutdownSettings {
        Bounds.check(ShutdownSettings.class, "grace", grace);
    }

    /** What applies when nothing is said. */
    public static ShutdownSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.grace = grace;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private Duration grace = Duration.ofSeconds(10);

        private Builder() {}

        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        public ShutdownSettings build() {
            return new ShutdownSettings(grace);
        }
    }
}
