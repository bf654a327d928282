package io.belfry.hub.settings;

/** Whether something is there. */
public enum Switch {
    /** In development mode only. */
    AUTO,
    ON,
    OFF
}
