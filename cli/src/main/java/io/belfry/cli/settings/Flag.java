package io.belfry.cli.settings;

/**
 * A setting given on the command line. Immutable.
 *
 * @param name as typed, for example {@code --port}
 * @param path of the setting, for example {@code server.port}
 */
public record Flag(String name, String path, String text) {}
