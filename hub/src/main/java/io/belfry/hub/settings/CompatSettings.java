package io.belfry.hub.settings;

import io.belfry.protocol.ServerMessage.ErrorForm;

/** What a hub does where servers of the Pusher protocol differ. Immutable. */
public record CompatSettings(
        @Setting(
                        value = "Whose manners to have: standard or reverb.",
                        level = Setting.Level.FREQUENT)
                Profile profile,
        @Setting(
                        value =
                                "Refuse what hosted Pusher refuses though it does no harm:"
                                        + " subscribing twice, attributes that do not apply.")
                boolean strict,
        @Setting(
                        value =
                                "Refuse clients that do not say which protocol and library version"
                                        + " they speak.")
                boolean strictProtocol,
        @Setting(
                        value =
                                "Let terminate_connections find users on presence channels too, not"
                                        + " only those that have signed in.")
                boolean terminateByPresence) {

    /** What applies when nothing is said. */
    public static CompatSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.profile = profile;
        builder.strict = strict;
        builder.strictProtocol = strictProtocol;
        builder.terminateByPresence = terminateByPresence;
        return builder;
    }

    /** How error frames carry their data. */
    public ErrorForm errorForm() {
        return profile == Profile.REVERB ? ErrorForm.STRING : ErrorForm.OBJECT;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private Profile profile = Profile.STANDARD;
        private boolean strict = false;
        private boolean strictProtocol = false;
        private boolean terminateByPresence = true;

        private Builder() {}

        public Builder profile(Profile profile) {
            this.profile = profile;
            return this;
        }

        public Builder strict(boolean strict) {
            this.strict = strict;
            return this;
        }

        public Builder strictProtocol(boolean strictProtocol) {
            this.strictProtocol = strictProtocol;
            return this;
        }

        public Builder terminateByPresence(boolean terminateByPresence) {
            this.terminateByPresence = terminateByPresence;
            return this;
        }

        public CompatSettings build() {
            return new CompatSettings(profile, strict, strictProtocol, terminateByPresence);
        }
    }
}
