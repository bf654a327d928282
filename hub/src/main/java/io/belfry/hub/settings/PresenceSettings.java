package io.belfry.hub.settings;

import java.time.Duration;

/** What presence channels take. Immutable. */
public record PresenceSettings(
        @Setting(
                        value = "Distinct users on one channel.",
                        min = 1,
                        max = 1000000,
                        level = Setting.Level.FREQUENT)
                int maxMembers,
        @Setting(value = "The longest user_id, in characters.", min = 1, max = 10000) int maxUserId,
        @Setting(value = "The largest user_info.", min = 2, max = 1048576, unit = "bytes")
                int maxUserInfo,
        @Setting(
                        value =
                                "How long a member that has gone is kept, so that a page that is"
                                        + " loaded anew does not flicker.",
                        min = 0,
                        max = 60000)
                Duration leaveGrace) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public PresenceSettings {
        Bounds.check(PresenceSettings.class, "maxMembers", maxMembers);
        Bounds.check(PresenceSettings.class, "maxUserId", maxUserId);
        Bounds.check(PresenceSettings.class, "maxUserInfo", maxUserInfo);
        Bounds.check(PresenceSettings.class, "leaveGrace", leaveGrace);
    }

    /** What applies when nothing is said. */
    public static PresenceSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.maxMembers = maxMembers;
        builder.maxUserId = maxUserId;
        builder.maxUserInfo = maxUserInfo;
        builder.leaveGrace = leaveGrace;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private int maxMembers = 100;
        private int maxUserId = 128;
        private int maxUserInfo = 1024;
        private Duration leaveGrace = Duration.ZERO;

        private Builder() {}

        public Builder maxMembers(int maxMembers) {
            this.maxMembers = maxMembers;
            return this;
        }

        public Builder maxUserId(int maxUserId) {
            this.maxUserId = maxUserId;
            return this;
        }

        public Builder maxUserInfo(int maxUserInfo) {
            this.maxUserInfo = maxUserInfo;
            return this;
        }

        public Builder leaveGrace(Duration leaveGrace) {
            this.leaveGrace = leaveGrace;
            return this;
        }

        public PresenceSettings build() {
            return new PresenceSettings(maxMembers, maxUserId, maxUserInfo, leaveGrace);
        }
    }
}
