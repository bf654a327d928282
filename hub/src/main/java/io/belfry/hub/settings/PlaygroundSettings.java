package io.belfry.hub.settings;

/** The page on which one tries a hub out. Immutable. */
public record PlaygroundSettings(
        @Setting(
                        value =
                                "Whether the playground is served at /: auto (in development mode"
                                        + " only), on or off.",
                        level = Setting.Level.FREQUENT)
                Switch mode) {

    /** What applies when nothing is said. */
    public static PlaygroundSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.mode = mode;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private Switch mode = Switch.AUTO;

        private Builder() {}

        public Builder mode(Switch mode) {
            this.mode = mode;
            return this;
        }

        public PlaygroundSettings build() {
            return new PlaygroundSettings(mode);
        }
    }
}
