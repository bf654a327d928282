package io.belfry.cli;

import io.belfry.cli.settings.SettingsRefused;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;

/** Tells what went wrong: in sentences what the user can mend, with its trace what is a bug. */
final class ExceptionsInWords implements IExecutionExceptionHandler {
    static final int FOR_THE_USER = 2;
    static final int A_BUG = 1;

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (thrown) {
            case SettingsRefused refused -> refused.problems().forEach(err::println);
            case Failure failure -> err.println(failure.getMessage());
            default -> {
                thrown.printStackTrace(err);
                return A_BUG;
            }
        }
        return thrown instanceof Failure failure ? failure.exitCode() : FOR_THE_USER;
    }
}
