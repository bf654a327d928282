package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * Many connections that do nothing. Shows what one costs.
 *
 * @param count how many, from 1 to 1,000,000
 * @param base from which on memory is counted, from 0 to 1,000,000, of which no more than half of
 *     {@code count} is taken: what the first ones cost is mostly the server's own warming up
 * @param connectRate how many are opened a second; 0 for as fast as the server takes them
 * @param channels what they subscribe to
 * @param hold how long they are held, at most a day; the first ones are held as long, but at most a
 *     minute, before their memory is looked at
 */
public record Idle(int count, int base, double connectRate, ChannelUse channels, Duration hold)
        implements Scenario {
    public Idle {
        Bounds.check("connections", count, 1, Bounds.MOST_CONNECTIONS);
        Bounds.check("base", base, 0, Bounds.MOST_CONNECTIONS);
        Bounds.check("connect rate", connectRate, 0, 1_000_000);
        Bounds.check("hold", hold);
    }

    /** How many of all are held before memory is counted: the base, or half of all. */
    public int first() {
        return Math.min(base, count / 2);
    }

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Duration duration() {
        return hold;
    }

    @Override
    public int connections() {
        return count;
    }

    @Override
    public Idle withConnections(int most) {
        return new Idle(most, base, connectRate, channels, hold);
    }

    @Override
    public Map<String, String> settings() {
        String rate = connectRate == 0 ? "unbounded" : Pace.perSecond(connectRate);
        return new Settings()
                .with("connections", count)
                .with("base", base)
                .with("connect-rate", rate)
                .with("channels", channels)
                .with("hold", hold)
                .map();
    }
}
