package io.belfry.load.run;

import io.belfry.load.scenario.Scenario;
import io.belfry.load.target.Target;

/** How many addresses of its own the tester must connect from. Has no state. */
final class SourceAddresses {
    /** Linux gives out some 28,000 ports for one address and one target; some may be in use. */
    private static final int PORTS = 25_000;

    private static final int MOST = 250;

    private SourceAddresses() {}

    static int neededFor(Target target, Scenario scenario) {
        if (!target.isLoopback() || scenario.connections() <= PORTS) {
            return 1;
        }
        return Math.min(MOST, Math.ceilDiv(scenario.connections(), PORTS));
    }
}
