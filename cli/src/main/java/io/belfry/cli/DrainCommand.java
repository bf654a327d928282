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
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code belfry drain}: ends a running hub without a stampede, and waits until it has ended. */
@Command(
        name = "drain",
        description = {
            "Ends a running hub: its clients are asked to reconnect elsewhere, one after another.",
            "Waits until it has ended."
        },
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    /** What a hub may take beyond the grace: members who move, webhooks that are under way. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(20);

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    DrainCommand() {}

    @Override
    public Integer call() throws Failure, SettingsRefused, IOException, InterruptedException {
        SettingsSources sources = options.sources();
        var settings = sources.load().hub();
        int port = settings.server().port();
        RunningHub hub = RunningHub.required(sources, port, options.namesPort());
        PrintWriter out = spec.commandLine().getOut();
        Duration grace = settings.shutdown().grace();
        out.printf(
                "The hub, process %d, asks its clients to reconnect elsewhere, within %d s.%n",
                hub.process().pid(), grace.toSeconds());
        out.flush();
        long start = System.nanoTime();
        hub.signal("TERM");
        await(hub, grace.plus(AFTERWARDS));
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "It has ended after %.1f s.%n", seconds);
        return 0;
    }

    private static void await(RunningHub hub, Duration patience)
            throws Failure, InterruptedException {
        try {
            hub.process().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    1,
                    "It has not ended after %d s; see its log.".formatted(patience.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails where a process is waited for", e);
        }
    }
}
