package io.belfry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The command {@code belfry}. It ends with 0, or 2 for what its user can mend, or 1. */
@Command(
        name = "belfry",
        description = "A WebSocket server that speaks the Pusher Channels protocol.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    /** In the order in which the usage shows them. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("start", StartCommand::new);
        COMMANDS.put("status", StatusCommand::new);
        COMMANDS.put("reload", ReloadCommand::new);
        COMMANDS.put("drain", DrainCommand::new);
        COMMANDS.put("bench", BenchCommand::new);
        COMMANDS.put("keys", KeysCommand::new);
    }

    @Spec private CommandSpec spec;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    Main() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /**
     * What reads these arguments. A command that is named comes alone, as picocli looks into each
     * one that it is given, and for all of them that takes longer than a hub needs to start.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        Supplier<Object> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (named != null) {
            line.addSubcommand(arguments[0], named.get());
        } else {
            COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
            line.addSubcommand(new CommandLine.HelpCommand());
        }
        // After the commands, as they are told too.
        return line.setExecutionExceptionHandler(new ExceptionsInWords())
                .setParameterExceptionHandler(new ParametersInWords())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
