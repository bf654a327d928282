package io.belfry.cli;

import io.belfry.cli.settings.SettingsSources;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Finds the hub that runs with the same settings: that on their port, or else the only one, as the
 * port in the file may be meant for the next start, or be any.
 */
final class RunningHub {
    private RunningHub() {}

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
