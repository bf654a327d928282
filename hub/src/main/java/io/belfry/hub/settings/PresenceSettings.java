package io.belfry.hub.settings;

import java.time.Duration;

public record PresenceSettings(
        int maxMembers, int maxUserId, int maxUserInfo, Duration leaveGrace) {}
