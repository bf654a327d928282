package io.belfry.load.measure;

import io.belfry.load.server.LoadFailed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process of this machine has used so far. Memory is known on Linux only, where {@code
 * /proc} tells it.
 *
 * <p>Immutable.
 */
public final class ProcessUse {
    private static final long BYTES_PER_KIB = 1024;

    private final ProcessHandle process;

    private ProcessUse(ProcessHandle process) {
        this.process = process;
    }

    /** The process of this tester. */
    public static ProcessUse own() {
        return new ProcessUse(ProcessHandle.current());
    }

    /**
     * Another process.
     *
     * @throws LoadFailed when there is none with this number, or nothing is known of it
     */
    public static ProcessUse of(long pid) throws LoadFailed {
        ProcessUse use =
                new ProcessUse(
                        ProcessHandle.of(pid)
                                .orElseThrow(() ->
                                        new LoadFailed("There is no process " + pid + " here.")));
        if (!use.isKnown()) {
            throw new LoadFailed(
                    ("Of process %d neither processor time nor memory can be read: it is a part of"
                                    + " the system, or has ended, or belongs to somebody else.")
                            .formatted(pid));
        }
        return use;
    }

    /** Whether it tells what this process tells of itself. */
    private boolean isKnown() {
        boolean untold = rss() == 0 && own().rss() > 0;
        return !untold && process.info().totalCpuDuration().isPresent();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time, user and system together; zero when it cannot be told. */
    public Duration cpu() {
        Optional<Duration> total = process.info().totalCpuDuration();
        return total.orElse(Duration.ZERO);
    }

    /** Memory that is in use (RSS), in bytes; zero when it cannot be told. */
    public long rss() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB;
                }
            }
            return 0;
        } catch (IOException e) {
            // Another system than Linux, or the process has just ended.
            return 0;
        }
    }
}
