package io.belfry.cli;

import io.belfry.cli.settings.SettingsSources;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/**
 * The hub that runs with the same settings: that on their port, or else the only one, as the port
 * in the file may be meant for the next start, or be any.
 *
 * @param file that it has left
 */
record RunningHub(PidFile file, ProcessHandle process) {

    /**
     * Finds it.
     *
     * @param port of the settings
     * @param asked whether the user named the port and means no other
     * @throws Failure when it does not run, or it cannot be told which is meant
     */
    static RunningHub required(SettingsSources sources, int port, boolean asked) throws Failure {
        PidFile file = find(sources, port, asked);
        ProcessHandle process = file == null ? null : file.process().orElse(null);
        if (file == null || process == null) {
            throw new Failure(1, "No hub with the settings " + sources.file() + " is running.");
        }
        return new RunningHub(file, process);
    }

    /**
     * Sends it a signal.
     *
     * @param name such as TERM
     * @throws Failure when this user may not
     */
    void signal(String name) throws IOException, InterruptedException, Failure {
        String pid = Long.toString(process.pid());
        int exit =
                new ProcessBuilder("kill", "-" + name, pid)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new Failure(1, "The hub is process " + pid + ", which may not be signalled.");
        }
    }

    /**
     * The file of the running hub, or null when none has left one.
     *
     * @param port of the settings
     * @param asked whether the user named the port and means no other
     * @throws Failure when it cannot be told which is meant
     */
    static @Nullable PidFile find(SettingsSources sources, int port, boolean asked) throws Failure {
        PidFile own = PidFile.of(sources.file(), port);
        if (asked || own.process().isPresent()) {
            return own.process().isPresent() ? own : null;
        }
        List<PidFile> running =
                PidFile.all(sources.file()).stream()
                        .filter(each -> each.process().isPresent())
                        .toList();
        if (running.size() > 1) {
            throw new Failure("Several hubs are running; choose one with --port N.");
        }
        return running.isEmpty() ? null : running.getFirst();
    }
}
