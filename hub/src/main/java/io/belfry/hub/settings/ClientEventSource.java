package io.belfry.hub.settings;

public enum ClientEventSource {
    MEMBERS,
    ALL,
    NONE
}
