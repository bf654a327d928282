package io.belfry.hub.settings;

import java.time.Duration;

public record AuthorizedConnections(boolean required, Duration timeout) {}
