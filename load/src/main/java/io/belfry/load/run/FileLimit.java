package io.belfry.load.run;

import com.sun.management.UnixOperatingSystemMXBean;

import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.LoadFailed;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** Each connection takes a file descriptor, of which a process has a limited number. */
final class FileLimit {
    /** What a Java process has open besides, lanes of the HTTP API included. */
    private static final int RESERVE = 100;

    private FileLimit() {}

    /**
     * The scenario, or one with as many connections as are possible.
     *
     * @throws LoadFailed when hardly any are
     */
    static Scenario apply(Scenario scenario, Consumer<String> remark) throws LoadFailed {
        return apply(scenario, limit(), remark);
    }

    static Scenario apply(Scenario scenario, long limit, Consumer<String> remark)
            throws LoadFailed {
        long possible = limit - RESERVE;
        if (scenario.connections() <= possible) {
            return scenario;
        }
        String sentence =
                ("This process may open %,d files, enough for %,d connections; the scenario wants"
                                + " %,d. Raise the limit with ulimit -n %d before starting, for a"
                                + " service with LimitNOFILE=, for all of a user in"
                                + " /etc/security/limits.conf.")
                        .formatted(
                                limit,
                                Math.max(0, possible),
                                scenario.connections(),
                                scenario.connections() + RESERVE);
        try {
            Scenario smaller = scenario.withConnections((int) Math.max(0, possible));
            remark.accept(sentence + " It is run with fewer.");
            return smaller;
        } catch (IllegalArgumentException e) {
            throw new LoadFailed(sentence, e);
        }
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
