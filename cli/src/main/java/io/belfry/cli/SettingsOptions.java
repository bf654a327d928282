package io.belfry.cli;

import io.belfry.cli.settings.Flag;
import io.belfry.cli.settings.SettingsSources;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options by which every command finds the same settings, and so the same hub. */
final class SettingsOptions {
    static final Path USUAL_FILE = Path.of("belfry.yml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings file; belfry.yml in this folder if not given.")
    private @Nullable Path config;

    @Option(
            names = "--host",
            paramLabel = "H",
            description = "The address at which the hub listens.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "The port on which the hub listens.")
    private @Nullable String port;

    @Option(
            names = "--path",
            paramLabel = "P",
            description = "The prefix of all routes of the hub.")
    private @Nullable String path;

    /** Whether the user has said nothing of a file. */
    boolean usesUsualFile() {
        return config == null;
    }

    /** Whether the user has named a port. */
    boolean namesPort() {
        return port != null;
    }

    /**
     * The sources of settings as these options have it.
     *
     * @throws Failure when a file that was asked for is not there
     */
    SettingsSources sources(Flag... further) throws Failure {
        if (config != null && !Files.isRegularFile(config)) {
            throw new Failure("There is no settings file " + config + ".");
        }
        List<Flag> flags = new ArrayList<>(List.of(further));
        add(flags, "--host", "server.host", host);
        add(flags, "--port", "server.port", port);
        add(flags, "--path", "server.path", path);
        return new SettingsSources(flags, System.getenv(), config == null ? USUAL_FILE : config);
    }

    private static void add(List<Flag> flags, String name, String setting, @Nullable String value) {
        if (value != null) {
            flags.add(new Flag(name, setting, value));
        }
    }
}
