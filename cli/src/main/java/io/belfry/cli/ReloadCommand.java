package io.belfry.cli;

import io.belfry.cli.settings.SettingsRefused;
import io.belfry.cli.settings.SettingsSources;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code belfry reload}: lets a running hub reread its settings, and tells what became of it. */
@Command(
        name = "reload",
        description = "Lets a running hub reread its apps and the level of its log.",
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(20);

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    ReloadCommand() {}

    @Override
    public Integer call() throws Failure, SettingsRefused, IOException, InterruptedException {
        SettingsSources sources = options.sources();
        int port = sources.load().hub().server().port();
        RunningHub hub = RunningHub.required(sources, port, options.namesPort());
        hub.file().forgetAnswer();
        hub.signal(PidFile.RELOAD_SIGNAL);
        return tell(outcome(hub));
    }

    private static Outcome outcome(RunningHub hub)
            throws IOException, InterruptedException, Failure {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0 && hub.process().isAlive()) {
            Outcome outcome = hub.file().answer();
            if (outcome != null) {
                return outcome;
            }
            Thread.sleep(GLANCE);
        }
        throw new Failure(
                1, "The hub, process " + hub.process().pid() + ", does not answer; see its log.");
    }

    private int tell(Outcome outcome) {
        PrintWriter out =
                outcome.done() ? spec.commandLine().getOut() : spec.commandLine().getErr();
        if (!outcome.done()) {
            out.println("Refused; the hub goes on with the settings it has:");
        } else if (outcome.lines().isEmpty()) {
            out.println("Nothing has changed.");
        }
        List<String> lines = outcome.lines();
        lines.forEach(out::println);
        return outcome.done() ? 0 : ExceptionsInWords.FOR_THE_USER;
    }
}
