package io.belfry.hub.settings;

public enum Mode {
    DEVELOPMENT,
    PRODUCTION
}
