package io.belfry.cli;

import io.belfry.cli.settings.Flag;
import io.belfry.cli.settings.Loaded;
import io.belfry.cli.settings.SettingsRefused;
import io.belfry.cli.settings.SettingsSources;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;

/** {@code belfry start}: runs a hub until it is told to stop. */
@Command(
        name = "start",
        description = "Starts a hub; on the first start with a new app in belfry.yml.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    @Option(names = "--debug", description = "Show every frame, without signatures.")
    private boolean debug;

    @Option(
            names = "--print-settings",
            description = "Show each setting and where it comes from, and end.")
    private boolean printSettings;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    StartCommand() {}

    @Override
    public Integer call() throws Failure, SettingsRefused {
        PrintWriter out = spec.commandLine().getOut();
        SettingsSources sources =
                debug
                        ? options.sources(new Flag("--debug", "log.level", "debug"))
                        : options.sources();
        if (printSettings) {
            SettingsTable.print(sources.load(), out);
            return 0;
        }
        if (isFirstStart(sources)) {
            // Refused settings shall not leave a file behind.
            sources.load();
            FirstFile.write(sources.file());
        }
        Loaded settings = sources.load();
        Running running = Running.start(sources, settings);
        Welcome.print(settings.hub(), running.port(), sources.file(), out);
        running.untilStopped();
        return 0;
    }

    private boolean isFirstStart(SettingsSources sources) {
        return options.usesUsualFile()
                && Files.notExists(sources.file())
                && !sources.environmentTellsOfAnApp();
    }
}
