package io.belfry.load.run;

import com.sun.management.UnixOperatingSystemMXBean;

import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
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
            throw new LoadFailed(sentence + " It is not run" + instead(scenario, possible), e);
        }
    }

    /** What else can be done, where an option keeps the scenario from being run with fewer. */
    private static String instead(Scenario scenario, long possible) {
        if (possible <= 0) {
            return ".";
        }
        return switch (scenario) {
            case Presence it -> visitors(it.connections() - it.members());
            case Churn it -> visitors(it.connections() - it.residents() - it.lanes());
            case Fanout it ->
                    "; or %s: %,d connections are to publish."
                            .formatted(fewerLanes(it.pace()), it.connections() - it.count());
            case ReconnectStorm it ->
                    "; or lower --strangers: %,d of them may be there at once."
                            .formatted(it.connections() - it.count());
            case Publish any -> "; or use --in-flight instead of --rate.";
            case Idle any -> ".";
            case ClientEvents any -> ".";
        };
    }

    private static String fewerLanes(Pace pace) {
        return switch (pace) {
            case Pace.InFlight any -> "lower --in-flight or --channels";
            case Pace.Rate any -> "use --in-flight instead of --rate";
        };
    }

    private static String visitors(int most) {
        return "; or lower --rate or --stay: up to %,d visitors are to be there at once."
                .formatted(most);
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
