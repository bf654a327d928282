package io.belfry.cli;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells in one line what of a command line is not understood, and where all is explained. */
final class ParametersInWords implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        thrown.getCommandLine().getErr().println(sentence(thrown) + " See " + command + " --help.");
        return ExceptionsInWords.FOR_THE_USER;
    }

    private static String sentence(ParameterException thrown) {
        return switch (thrown) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing ->
                    name(missing.getMissing().getFirst()) + " needs a value.";
            case OverwrittenOptionException twice ->
                    name(twice.getOverwritten()) + " is given twice.";
            case ParameterException other when other.getArgSpec() != null ->
                    "%s must be %s, not \"%s\"."
                            .formatted(
                                    name(other.getArgSpec()),
                                    wanted(other.getArgSpec().type()),
                                    other.getValue());
            default -> String.valueOf(thrown.getMessage());
        };
    }

    /** Only the first word is told: what follows may be a secret that went astray. */
    private static String unknown(UnmatchedArgumentException thrown) {
        String first = thrown.getUnmatched().getFirst();
        String kind = first.startsWith("-") ? "option" : "command";
        List<String> near = thrown.getSuggestions();
        String guess = near.isEmpty() ? "." : "; did you mean " + String.join(" or ", near) + "?";
        return "There is no %s %s%s".formatted(kind, first, guess);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(each -> each.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Duration.class) {
            return "a time such as 500ms, 20s or 5m";
        }
        if (type == URI.class) {
            return "an address such as http://host:port";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == int.class || type == Integer.class || type == Long.class) {
            return "a whole number of at most nine digits";
        }
        return "as --help says";
    }
}
