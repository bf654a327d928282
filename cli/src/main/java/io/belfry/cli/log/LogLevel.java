package io.belfry.cli.log;

/** How much is told; each level includes those after it. */
public enum LogLevel {
    TRACE,
    /** What single clients and requests do, with every frame. */
    DEBUG,
    INFO,
    WARN,
    ERROR
}
