package io.belfry.load.run;

import io.belfry.load.report.Distribution;
import io.belfry.load.report.Figure;
import io.belfry.load.report.Report;
import io.belfry.load.report.Series;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.PusherDialect;
import io.belfry.load.server.Target;
import io.belfry.testkit.GivenHub;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One run and what it has shown.
 *
 * <p>Immutable.
 */
record GivenRun(Report report, List<String> progress) {
    private static final Duration SETTLING = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofMillis(800);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static GivenRun of(Target target, Scenario scenario) throws LoadFailed {
        return of(target, scenario, test -> {});
    }

    /**
     * @param everySecond what happens to the run while it goes
     */
    static GivenRun of(Target target, Scenario scenario, Consumer<LoadTest> everySecond)
            throws LoadFailed {
        return of(target, scenario, null, everySecond);
    }

    static GivenRun of(Target target, Scenario scenario, Long pid, Consumer<LoadTest> everySecond)
            throws LoadFailed {
        List<String> progress = new CopyOnWriteArrayList<>();
        LoadTest[] self = new LoadTest[1];
        try (LoadTest test =
                new LoadTest(
                        target,
                        new PusherDialect(target.key()),
                        scenario,
                        pid,
                        0,
                        line -> {
                            progress.add(line);
                            everySecond.accept(self[0]);
                        })) {
            self[0] = test.inAHurry(SETTLING, PATIENCE, SILENCE);
            return new GivenRun(test.go(), progress);
        }
    }

    static Target target(GivenHub hub) {
        return target(hub, "http", "");
    }

    static Target target(GivenHub hub, String scheme, String path) {
        URI address = URI.create(scheme + "://127.0.0.1:" + hub.port() + path);
        return new Target(address, address, hub.app().id(), hub.key(), null);
    }

    double figure(String key) {
        return report.figures().stream()
                .filter(each -> each.key().equals(key))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in " + report.figures()));
    }

    Distribution distribution(String key) {
        return report.distributions().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no " + key + " in " + report.distributions()));
    }

    double percentile(String key, double percent) {
        return distribution(key).percentiles().stream()
                .filter(each -> each.percent() == percent)
                .mapToDouble(Distribution.Percentile::millis)
                .findFirst()
                .orElseThrow();
    }

    List<Double> series(String key) {
        return report.series().stream()
                .filter(each -> each.key().equals(key))
                .map(Series::values)
                .findFirst()
                .orElseThrow();
    }
}
