package io.belfry.cli.log;

/** How a line of the log is written. */
public enum LogFormat {
    /** Time, level, logger, message, then {@code key=value} pairs. */
    TEXT,
    /** One JSON object for each line. */
    JSON
}
