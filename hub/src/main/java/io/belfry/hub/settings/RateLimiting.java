package io.belfry.hub.settings;

import java.time.Duration;

/** How fast one client may send messages of any kind. Immutable. */
public record RateLimiting(
        @Setting(
                        value = "Whether there is a limit.",
                        env = {"REVERB_APP_RATE_LIMITING_ENABLED"},
                        level = Setting.Level.FREQUENT)
                boolean enabled,
        @Setting(
                        value = "Messages within the time.",
                        env = {"REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS"},
                        min = 1,
                        max = 1000000)
                int maxAttempts,
        @Setting(
                        value = "The time, counted from the first message.",
                        name = "decay_seconds",
                        env = {"REVERB_APP_RATE_LIMIT_DECAY_SECONDS"},
                        min = 1000,
                        max = 3600000)
                Duration decay,
        @Setting(
                        value = "Whether a client over the limit is closed.",
                        env = {"REVERB_APP_RATE_LIMIT_TERMINATE"})
                boolean terminateOnLimit) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public RateLimiting {
        Bounds.check(RateLimiting.class, "maxAttempts", maxAttempts);
        Bounds.check(RateLimiting.class, "decay", decay);
    }

    /** What applies when nothing is said. */
    public static RateLimiting defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.enabled = enabled;
        builder.maxAttempts = maxAttempts;
        builder.decay = decay;
        builder.terminateOnLimit = terminateOnLimit;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = false;
        private int maxAttempts = 60;
        private Duration decay = Duration.ofSeconds(60);
        private boolean terminateOnLimit = false;

        private Builder() {}

        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        public Builder decay(Duration decay) {
            this.decay = decay;
            return this;
        }

        public Builder terminateOnLimit(boolean terminateOnLimit) {
            this.terminateOnLimit = terminateOnLimit;
            return this;
        }

        public RateLimiting build() {
            return new RateLimiting(enabled, maxAttempts, decay, terminateOnLimit);
        }
    }
}
