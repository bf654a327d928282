package io.belfry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How {@code belfry reload} and {@code belfry drain} find a hub: the folder {@code .belfry} beside
 * the settings file has a file for each running hub, named after its port, that says which process
 * it is. An answer to a reload is left beside it.
 *
 * <p>Immutable; what changes is on disk. Files of processes that are no more are recognized and
 * removed.
 */
final class PidFile {
    static final String RELOAD_SIGNAL = "USR1";

    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);
    private static final String FOLDER = ".belfry";
    private static final String PID = ".pid";

    /** Systems compute the start of a process from ticks, not always to the same second. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final Path pid;
    private final Path answer;

    private PidFile(Path pid) {
        this.pid = pid;
        String name = pid.getFileName().toString();
        this.answer = pid.resolveSibling(name.replace(PID, ".answer"));
    }

    /** The file of the hub with these settings and this port. */
    static PidFile of(Path settingsFile, int port) {
        return new PidFile(folder(settingsFile).resolve(port + PID));
    }

    /** The files of all hubs with these settings, running or not. */
    static List<PidFile> all(Path settingsFile) {
        List<PidFile> all = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder(settingsFile), "*" + PID)) {
            files.forEach(each -> all.add(new PidFile(each)));
        } catch (IOException e) {
            LOG.debug("no hub has been here", e);
        }
        return all;
    }

    private static Path folder(Path settingsFile) {
        return settingsFile.toAbsolutePath().resolveSibling(FOLDER);
    }

    int port() {
        return Integer.parseInt(pid.getFileName().toString().replace(PID, ""));
    }

    /** Says that this process is the hub. A hub that cannot write runs all the same. */
    void write() {
        ProcessHandle self = ProcessHandle.current();
        try {
            Files.createDirectories(pid.getParent());
            Files.writeString(pid, self.pid() + "\n" + startOf(self) + "\n", UTF_8);
            Files.deleteIfExists(answer);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", pid)
                    .addKeyValue("reason", e.getMessage())
                    .log("cannot be written; belfry reload will not find this hub");
        }
    }

    /** The process, or nothing when it has ended; then its file goes too. */
    Optional<ProcessHandle> process() {
        try {
            List<String> lines = Files.readAllLines(pid, UTF_8);
            Optional<ProcessHandle> found =
                    ProcessHandle.of(Long.parseLong(lines.get(0)))
                            .filter(it -> isSame(startOf(it), Long.parseLong(lines.get(1))));
            if (found.isEmpty()) {
                remove();
            }
            return found;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    // The number alone may have been given to another process since.
    private static boolean isSame(long start, long other) {
        return Math.abs(start - other) <= SAME_START.toMillis();
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Leaves the outcome of a reload for who asked for it. */
    void answer(Outcome outcome) {
        Path draft = answer.resolveSibling(answer.getFileName() + ".new");
        try {
            Files.writeString(draft, outcome.text(), UTF_8);
            Files.move(draft, answer, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("nobody will read the outcome of this reload", e);
        }
    }

    void forgetAnswer() throws IOException {
        Files.deleteIfExists(answer);
    }

    /** The outcome of the last reload, null when there is none yet. */
    @Nullable Outcome answer() throws IOException {
        return Files.exists(answer) ? Outcome.of(Files.readString(answer, UTF_8)) : null;
    }

    void remove() {
        try {
            Files.deleteIfExists(pid);
            Files.deleteIfExists(answer);
        } catch (IOException e) {
            LOG.debug("a file of this hub stays behind", e);
        }
    }
}
