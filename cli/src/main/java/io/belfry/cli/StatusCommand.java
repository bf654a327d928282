package io.belfry.cli;

import io.belfry.cli.settings.SettingsRefused;
import io.belfry.cli.settings.SettingsSources;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** {@code belfry status}: asks a running hub how it is and what its apps do. */
@Command(
        name = "status",
        description = "Asks a running hub for its health, connections and channels.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-16s  %-20s  %11s  %8s%n";

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    StatusCommand() {}

    @Override
    public Integer call() throws Failure, SettingsRefused, IOException, InterruptedException {
        SettingsSources sources = options.sources();
        HubSettings settings = sources.load().hub();
        try (RemoteHub hub = RemoteHub.of(settings, port(sources, settings))) {
            ask(hub, settings, spec.commandLine().getOut());
        }
        return 0;
    }

    // A hub that could write no file answers on the port of the settings all the same.
    private int port(SettingsSources sources, HubSettings settings) throws Failure {
        int port = settings.server().port();
        PidFile running = RunningHub.find(sources, port, options.namesPort());
        if (running == null && port == 0) {
            throw new Failure(1, "No hub with the settings " + sources.file() + " is running.");
        }
        return running == null ? port : running.port();
    }

    private static void ask(RemoteHub hub, HubSettings settings, PrintWriter out)
            throws Failure, InterruptedException {
        try {
            out.printf("%s is %s.%n%n", hub.address(), inWords(hub.health(), hub));
            out.printf(ROW, "app", "name", "connections", "channels");
            for (AppSettings app : settings.apps()) {
                out.printf(
                        ROW,
                        app.id(),
                        app.name() == null ? "" : app.name(),
                        shown(hub.connections(app)),
                        shown(hub.channels(app)));
            }
        } catch (IOException e) {
            throw new Failure(1, "No hub answers at " + hub.address() + ".", e);
        }
        out.flush();
    }

    private static String inWords(int health, RemoteHub hub) throws Failure {
        return switch (health) {
            case 200 -> "up";
            case 503 -> "draining";
            default ->
                    throw new Failure(
                            1,
                            "What answers at %s is no hub: /up gives %d."
                                    .formatted(hub.address(), health));
        };
    }

    // A hub that has not reread its settings may not know an app of the file yet.
    private static String shown(RemoteHub.Answer answer) {
        Integer count = answer.count();
        return count == null ? "(" + answer.status() + ")" : count.toString();
    }
}
