package io.belfry.bench.whole;

import io.belfry.load.report.Distribution;
import io.belfry.load.report.Figure;
import io.belfry.load.report.Report;
import io.belfry.load.run.LoadTest;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Target;
import io.belfry.protocol.AppKey;

import java.net.URI;

/**
 * The load tester as a process of its own, so that it has a processor of its own. Writes each
 * figure as a line {@code key=value}.
 */
public final class Tester {
    private Tester() {}

    /**
     * Runs one scenario.
     *
     * @param arguments the peer, its port, its process, and what {@link Trials#parse} reads
     */
    public static void main(String[] arguments) throws LoadFailed {
        Peer peer = Peer.valueOf(arguments[0]);
        URI address = URI.create("http://127.0.0.1:" + arguments[1]);
        AppKey key = new AppKey(ServerProcess.KEY, ServerProcess.SECRET);
        Scenario scenario = Trials.parse(arguments[3]);
        try (LoadTest test =
                new LoadTest(
                        new Target(address, address, ServerProcess.APP, key, null),
                        peer.dialect(key),
                        scenario,
                        Long.valueOf(arguments[2]),
                        0,
                        line -> {})) {
            print(test.go());
        }
    }

    private static void print(Report report) {
        if (report.partial() != null) {
            System.out.println("partial=" + report.partial());
        }
        for (Figure figure : report.figures()) {
            System.out.println(figure.key() + "=" + figure.value());
        }
        for (Distribution distribution : report.distributions()) {
            for (Distribution.Percentile each : distribution.percentiles()) {
                System.out.println(
                        distribution.key() + "_p" + each.percent() + "=" + each.millis());
            }
        }
        report.remarks().forEach(remark -> System.out.println("remark=" + remark));
    }
}
