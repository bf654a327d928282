package io.belfry.hub.settings;

import java.time.Duration;

public record ShutdownSettings(Duration grace) {}
