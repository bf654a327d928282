package io.belfry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.cli.settings.SettingsRefused;
import io.belfry.load.report.HtmlReport;
import io.belfry.load.report.JsonReport;
import io.belfry.load.report.Report;
import io.belfry.load.report.TextReport;
import io.belfry.load.run.LoadTest;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.target.LoadFailed;
import io.belfry.load.target.PusherDialect;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run of {@code belfry bench}, from its options to its reports. For one thread. */
final class BenchRun {
    /** The run ended early; its reports are about a part. */
    static final int PARTIAL = 1;

    private static final String STANDARD_OUTPUT = "-";

    private final CommandLine command;
    private final BenchOptions options;

    BenchRun(CommandLine command, BenchOptions options) {
        this.command = command;
        this.options = options;
    }

    /** The exit code: 0 when all went as planned. */
    int run(Scenario scenario) throws Failure, SettingsRefused, IOException {
        checkFiles();
        BenchOptions.Aim aim = options.aim();
        try (LoadTest test =
                new LoadTest(
                        aim.target(),
                        new PusherDialect(aim.target().key()),
                        scenario,
                        aim.pid(),
                        options.sources(),
                        this::progress)) {
            Signals.on("INT", number -> test.stop("it was stopped by its user"));
            Signals.on("TERM", number -> test.stop("it was stopped by a signal"));
            Report report = test.go();
            tell(report);
            return report.partial() == null ? 0 : PARTIAL;
        } catch (LoadFailed e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Better now than after the run. */
    private void checkFiles() throws Failure {
        String json = options.json();
        if (json != null && !json.equals(STANDARD_OUTPUT)) {
            checkFolder(Path.of(json));
        }
        if (options.report() != null) {
            checkFolder(options.report());
        }
    }

    private static void checkFolder(Path file) throws Failure {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new Failure("The report cannot be written to " + file + ".");
        }
    }

    private void progress(String line) {
        PrintWriter err = command.getErr();
        if (System.console() != null) {
            err.print("\r\u001b[K" + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    private void tell(Report report) throws IOException {
        if (System.console() != null) {
            command.getErr().print("\r\u001b[K");
            command.getErr().flush();
        }
        PrintWriter out = command.getOut();
        if (STANDARD_OUTPUT.equals(options.json())) {
            out.print(JsonReport.render(report));
        } else {
            out.print(TextReport.render(report));
            if (options.json() != null) {
                Files.writeString(Path.of(options.json()), JsonReport.render(report), UTF_8);
            }
        }
        out.flush();
        if (options.report() != null) {
            Files.writeString(options.report(), HtmlReport.render(report), UTF_8);
        }
    }
}
