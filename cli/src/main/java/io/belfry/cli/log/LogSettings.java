package io.belfry.cli.log;

import io.belfry.hub.settings.Setting;

/** What the program tells of itself. Immutable. */
public record LogSettings(
        @Setting(
                        value = "How much is told. Debug shows every frame.",
                        level = Setting.Level.FREQUENT)
                LogLevel level,
        @Setting(value = "How lines are written.") LogFormat format) {

    /** What applies when nothing is said. */
    public static LogSettings defaults() {
        return new LogSettings(LogLevel.INFO, LogFormat.TEXT);
    }
}
