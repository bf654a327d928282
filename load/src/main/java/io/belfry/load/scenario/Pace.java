package io.belfry.load.scenario;

import java.math.BigDecimal;
import java.math.MathContext;

/** How fast messages are sent. */
public sealed interface Pace {

    /** Over so many connections to the API an open loop is spread. */
    int OPEN_LANES = 16;

    /** More would be noise. */
    MathContext SIX_DIGITS = new MathContext(6);

    /**
     * How many connections to the API a channel takes, as each carries one request at a time.
     *
     * @param channels among which those of an open loop are divided
     */
    default int lanes(int channels) {
        return switch (this) {
            case InFlight(int count) -> count;
            case Rate any -> Math.max(1, OPEN_LANES / channels);
        };
    }

    /** A rate as people read it. */
    static String perSecond(double rate) {
        return new BigDecimal(rate).round(SIX_DIGITS).stripTrailingZeros().toPlainString()
                + " a second";
    }

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
     * @param perSecond from 0.001 to 1,000,000
     */
    record Rate(double perSecond) implements Pace {
        public Rate {
            Bounds.check("rate", perSecond, 0.001, 1_000_000);
        }

        @Override
        public String toString() {
            return Pace.perSecond(perSecond);
        }
    }
}
