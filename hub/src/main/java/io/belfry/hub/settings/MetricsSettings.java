package io.belfry.hub.settings;

import org.jspecify.annotations.Nullable;

/** Who may see the metrics. Immutable. */
public record MetricsSettings(
        @Setting(value = "Whether /metrics is there.", level = Setting.Level.FREQUENT)
                boolean enabled,
        @Setting(
                        value =
                                "Shown as a bearer token it opens /metrics to callers from"
                                        + " elsewhere; without it only this machine may ask.",
                        secret = true,
                        level = Setting.Level.FREQUENT)
                @Nullable String token,
        @Setting(value = "Let everybody see /metrics.") boolean open) {

    /** What applies when nothing is said. */
    public static MetricsSettings defaults() {
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
        builder.token = token;
        builder.open = open;
        return builder;
    }

    @Override
    public String toString() {
        return "MetricsSettings[enabled=" + enabled + ", open=" + open + "]";
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private @Nullable String token;
        private boolean open = false;

        private Builder() {}

        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        public Builder token(@Nullable String token) {
            this.token = token;
            return this;
        }

        public Builder open(boolean open) {
            this.open = open;
            return this;
        }

        public MetricsSettings build() {
            return new MetricsSettings(enabled, token, open);
        }
    }
}
