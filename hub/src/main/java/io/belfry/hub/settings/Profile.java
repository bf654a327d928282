package io.belfry.hub.settings;

public enum Profile {
    STANDARD,
    REVERB
}
