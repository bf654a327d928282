package io.belfry.hub.settings;

import java.time.Duration;

/** How a hub goes. Immutable. */
public record ShutdownSettings(
        @Setting(
                        value =
                                "The time in which all clients are asked to reconnect, spread"
                                        + " evenly.",
                        min = 0,
                        max = 600000,
                        level = Setting.Level.FREQUENT)
                Duration grace,
        @Setting(
                        value =
                                "How many clients a second each other node is sent where there are"
                                        + " several: the time is shorter then, if they are few.",
                        min = 1,
                        max = 100000)
                int perPeer) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public ShutdownSettings {
        Bounds.check(ShutdownSettings.class, "grace", grace);
        Bounds.check(ShutdownSettings.class, "perPeer", perPeer);
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
        builder.perPeer = perPeer;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private Duration grace = Duration.ofSeconds(10);
        private int perPeer = 500;

        private Builder() {}

        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        public Builder perPeer(int perPeer) {
            this.perPeer = perPeer;
            return this;
        }

        public ShutdownSettings build() {
            return new ShutdownSettings(grace, perPeer);
        }
    }
}
