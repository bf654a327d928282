package io.belfry.hub.settings;

import java.time.Duration;

public record RateLimiting(
        boolean enabled, int maxAttempts, Duration decay, boolean terminateOnLimit) {}
