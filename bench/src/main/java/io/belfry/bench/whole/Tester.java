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
import java.util.List;

/**
 * The load tester as a process of its own, so that it has a processor of its own. Writes each
 * figure as a line {@code key=value}.
 */
public final class Tester {
    /**
     * From one address the system would look for a free port longer and longer, as those of earlier
     * connections stay taken for a minute.
     */
    private static final int SOURCES = 16;

    private Tester() {}

    /**
     * Runs scenarios one after the other and tells of the last: the others warm up the server, and
     * this process as much.
     *
     * @param arguments the peer, the port for clients, the port for what is published, its process,
     *     and scenarios as {@link Trials#parse} reads them
     */
    public static void main(String[] arguments) throws LoadFailed {
        Peer peer = Peer.valueOf(arguments[0]);
        URI clients = URI.create("http://127.0.0.1:" + arguments[1]);
        URI api = URI.create("http://127.0.0.1:" + arguments[2]);
        long pid = Long.parseLong(arguments[3]);
        List<String> scenarios = List.of(arguments).subList(4, arguments.length);
        for (String warming : scenarios.subList(0, scenarios.size() - 1)) {
            run(peer, clients, api, pid, Trials.parse(warming));
        }
        print(run(peer, clients, api, pid, Trials.parse(scenarios.getLast())));
    }

    private static Report run(Peer peer, URI clients, URI api, long pid, Scenario scenario)
            throws LoadFailed {
        AppKey key = new AppKey(ServerProcess.KEY, ServerProcess.SECRET);
        try (LoadTest test =
                new LoadTest(
                        new Target(clients, api, ServerProcess.APP, key, null),
                        peer.dialect(key),
                        scenario,
                        pid,
                        SOURCES,
                        line -> {})) {
            return test.go();
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
