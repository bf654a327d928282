package io.belfry.load.run;

import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.Target;

import java.net.Inet4Address;

/** How many addresses of its own the tester must connect from. Has no state. */
final class SourceAddresses {
    /**
     * Linux gives out some 28,000 ports for one address and one target, and looks longer for a free
     * one when half of them are taken; those of earlier connections stay taken for a minute.
     */
    private static final int PORTS = 10_000;

    private static final int MOST = 250;

    private SourceAddresses() {}

    /** Only version 4 has more than one address of its own. */
    private static boolean isIpv4Loopback(Target target) {
        return target.isLoopback()
                && Target.socketAddress(target.webSockets()).getAddress() instanceof Inet4Address;
    }

    static int neededFor(Target target, Scenario scenario) {
        if (!isIpv4Loopback(target) || scenario.connections() <= PORTS) {
            return 1;
        }
        return Math.min(MOST, Math.ceilDiv(scenario.connections(), PORTS));
    }
}
