package io.belfry.hub.settings;

/** What a hub is used for. */
public enum Mode {
    /** On one's own machine: comforts such as the playground are on. */
    DEVELOPMENT,
    PRODUCTION
}
