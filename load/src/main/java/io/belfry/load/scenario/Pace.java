package io.belfry.load.scenario;

import java.util.Locale;

/** How fast messages are sent. */
public sealed interface Pace {

    /**
     * A closed loop: so many are under way at any time, and a new one is sent when one has arrived
     * everywhere. Shows what the server can do at most.
     *
     * @param count from 1 to 10,000
     */
    record InFlight(int count) implements Pace {
        public InFlight {
            Bounds.check("in flight", count, 1, 10_000);
        }

        @Override
        public String toString() {
            return count + " in flight";
        }
    }

    /**
     * An open loop: so many a second, whether the server keeps up or not, as the world does. Delays
     * count from when a message was due, not from when it could be sent.
     *
     * @param perSecond above 0, up to 1,000,000
     */
    record Rate(double perSecond) implements Pace {
        public Rate {
            Bounds.check("rate", perSecond, 0.001, 1_000_000);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.6g a second", perSecond);
        }
    }
}
