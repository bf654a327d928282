package io.belfry.hub.settings;

import java.time.Duration;

/** Whether clients must prove who they are. Immutable. */
public record AuthorizedConnections(
        @Setting(
                        value =
                                "Close clients that have neither signed in nor joined a guarded"
                                        + " channel in time.",
                        level = Setting.Level.FREQUENT)
                boolean required,
        @Setting(value = "The time they have.", min = 1000, max = 3600000) Duration timeout) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public AuthorizedConnections {
        Bounds.check(AuthorizedConnections.class, "timeout", timeout);
    }

    /** What applies when nothing is said. */
    public static AuthorizedConnections defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.required = required;
        builder.timeout = timeout;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private boolean required = false;
        private Duration timeout = Duration.ofSeconds(30);

        private Builder() {}

        public Builder required(boolean required) {
            this.required = required;
            return this;
        }

        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        public AuthorizedConnections build() {
            return new AuthorizedConnections(required, timeout);
        }
    }
}
