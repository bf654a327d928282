package io.belfry.cli;

import io.belfry.cli.settings.SettingsSources;

import java.util.List;

/** Finds the hub that runs with the same settings. */
final class RunningHub {
    private RunningHub() {}

    /**
     * The file of the hub on this port; on port 0, which stands for any, that of the only one.
     *
     * @throws Failure when it cannot be told which is meant
     */
    static PidFile find(SettingsSources sources, int port) throws Failure {
        if (port != 0) {
            return PidFile.of(sources.file(), port);
        }
        List<PidFile> running =
                PidFile.all(sources.file()).stream()
                        .filter(each -> each.process().isPresent())
                        .toList();
        if (running.size() > 1) {
            throw new Failure("Several hubs are running; choose one with --port N.");
        }
        return running.stream().findFirst().orElseThrow(() -> none(sources, port));
    }

    static Failure none(SettingsSources sources, int port) {
        String where = port == 0 ? "" : " on port " + port;
        return new Failure(
                1, "No hub with the settings " + sources.file() + " is running" + where + ".");
    }
}
