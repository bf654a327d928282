package io.belfry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code belfry keys}: the credentials of apps. */
@Command(name = "keys", description = "Makes credentials of apps.", mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
    @Spec private CommandSpec spec;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    KeysCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "generate",
            description = "Prints a new app, with id, key and secret, as belfry.yml takes it.",
            mixinStandardHelpOptions = true)
    void generate() {
        NewApp app = NewApp.random();
        spec.commandLine()
                .getOut()
                .printf(
                        "  - id: \"%s\"%n    key: \"%s\"%n    secret: \"%s\"%n",
                        app.id(), app.key(), app.secret());
    }
}
