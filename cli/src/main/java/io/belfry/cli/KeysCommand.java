package io.belfry.cli;

import io.belfry.webpush.VapidKeys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code belfry keys}: credentials. */
@Command(
        name = "keys",
        description = "Makes credentials of apps, and keys for Web Push.",
        mixinStandardHelpOptions = true)
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

    @Command(
            name = "vapid",
            description = {
                "Prints a new pair of VAPID keys, by which push services know an application.",
                "Pages get the public one. Whoever changes keys loses all subscriptions."
            },
            mixinStandardHelpOptions = true)
    void vapid() {
        VapidKeys keys = VapidKeys.generate();
        spec.commandLine()
                .getOut()
                .printf("public-key: %s%nprivate-key: %s%n", keys.publicKey(), keys.privateKey());
    }
}
