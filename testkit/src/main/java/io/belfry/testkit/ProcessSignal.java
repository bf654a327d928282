package io.belfry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process of a test is told by the system, beside its end. */
public enum ProcessSignal {
    /** Do nothing more until told to go on. */
    STOP,
    /** Go on. */
    CONT;

    /** Sends it; harmless when the process is no more. */
    public void to(ProcessHandle process) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            kill.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
