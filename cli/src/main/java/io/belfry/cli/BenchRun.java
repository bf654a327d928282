package io.belfry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.cli.settings.SettingsRefused;
import io.belfry.load.report.HtmlReport;
import io.belfry.load.report.JsonReport;
import io.belfry.load.report.Report;
import io.belfry.load.report.TextReport;
import io.belfry.load.run.LoadTest;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.PusherDialect;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of {@code belfry bench}, from its options to its reports. For one thread, but for
 * signals, which come on their own.
 */
final class BenchRun {
    /** The run ended early; its reports are about a part. */
    static final int PARTIAL = 1;

    /** A process that a signal ends has this and its number for an exit code. */
    private static final int KILLED = 128;

    private static final String STANDARD_OUTPUT = "-";

    private final CommandLine command;
    private final BenchOptions options;
    private final BenchProgress progress;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable LoadTest running;

    BenchRun(CommandLine command, BenchOptions options) {
        this.command = command;
        this.options = options;
        this.progress = new BenchProgress(command.getErr());
    }

    /** The exit code: 0 when all went as planned. */
    int run(Scenario scenario) throws Failure, SettingsRefused {
        stopOn("INT", "it was stopped by its user");
        stopOn("TERM", "it was stopped by a signal");
        checkFiles();
        BenchOptions.Aim aim = options.aim();
        try (LoadTest test =
                new LoadTest(
                        aim.target(),
                        new PusherDialect(aim.target().key()),
                        scenario,
                        aim.pid(),
                        options.sources(),
                        progress::tell)) {
            running = test;
            test.remarks().forEach(command.getErr()::println);
            Report report = test.go();
            tell(report);
            return report.partial() == null ? 0 : PARTIAL;
        } catch (LoadFailed e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private void stopOn(String signal, String why) {
        Signals.on(signal, number -> stop(number, why));
    }

    /** The first signal asks for the report so far; whoever sends a second one wants none. */
    private void stop(int signal, String why) {
        LoadTest test = running;
        boolean hasBegun = test != null && test.stop(why);
        if (!hasBegun) {
            PrintWriter err = command.getErr();
            err.println("Stopped before anything was loaded; there is nothing to report.");
            err.flush();
        }
        if (!hasBegun || asked.getAndSet(true)) {
            Runtime.getRuntime().halt(KILLED + signal);
        }
    }

    /** Better now than after the run. */
    private void checkFiles() throws Failure {
        String json = options.json();
        if (json != null && !json.equals(STANDARD_OUTPUT)) {
            checkFolder(Path.of(json));
        }
        Path report = options.report();
        if (report != null) {
            if (report.toString().equals(STANDARD_OUTPUT)) {
                throw new Failure(
                        "--report needs the name of a file: a page does not go to standard output;"
                                + " --json - prints the report for machines.");
            }
            checkFolder(report);
            if (json != null && report.equals(Path.of(json))) {
                throw new Failure("--json and --report cannot both be written to " + report + ".");
            }
        }
    }

    private static void checkFolder(Path file) throws Failure {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null
                || !Files.isWritable(Files.exists(file) ? file : folder)
                || Files.isDirectory(file)) {
            throw new Failure("The report cannot be written to " + file + ".");
        }
    }

    private void tell(Report report) throws Failure {
        progress.end();
        PrintWriter out = command.getOut();
        if (STANDARD_OUTPUT.equals(options.json())) {
            out.print(JsonReport.render(report));
        } else {
            out.print(TextReport.render(report));
            if (options.json() != null) {
                write(Path.of(options.json()), JsonReport.render(report));
            }
        }
        out.flush();
        if (options.report() != null) {
            write(options.report(), HtmlReport.render(report));
        }
    }

    private static void write(Path file, String text) throws Failure {
        try {
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new Failure("The report could not be written to %s: %s.".formatted(file, e), e);
        }
    }
}
