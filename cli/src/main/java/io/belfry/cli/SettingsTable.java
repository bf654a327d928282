package io.belfry.cli;

import io.belfry.cli.settings.Loaded;

import java.io.PrintWriter;

/** Shows settings with their origins, in three columns. */
final class SettingsTable {
    private SettingsTable() {}

    static void print(Loaded settings, PrintWriter out) {
        int paths = 0;
        int values = 0;
        for (Loaded.Effective each : settings.effective()) {
            paths = Math.max(paths, each.path().length());
            values = Math.max(values, each.value().length());
        }
        String row = "%-" + paths + "s  %-" + values + "s  %s%n";
        for (Loaded.Effective each : settings.effective()) {
            out.printf(row, each.path(), each.value(), each.origin());
        }
        settings.notes().forEach(out::println);
        out.flush();
    }
}
