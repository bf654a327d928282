package io.belfry.cli;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.PrintWriter;

/**
 * Where a run stands, told on standard error: at a terminal in one line that is written over, else
 * in a line for each second. For one thread.
 */
final class BenchProgress {
    private static final String OVER_THE_LAST = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;

    BenchProgress(PrintWriter err) {
        this(err, isTerminal(System.console()));
    }

    BenchProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void tell(String line) {
        if (terminal) {
            err.print(OVER_THE_LAST + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Makes room for the report. */
    void end() {
        if (terminal) {
            err.print(OVER_THE_LAST);
            err.flush();
        }
    }

    /**
     * Whether a person looks at it. Until Java 21 there is no console without a terminal; since
     * then there may be one, and it can be asked.
     */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
