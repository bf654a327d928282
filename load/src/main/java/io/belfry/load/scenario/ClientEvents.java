package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * Clients that send to each other, two on each private channel.
 *
 * @param pairs from 1 to 500,000
 * @param size of the data of an event, in bytes, from 40 to 1 MiB
 * @param pace in flight counts on each pair, a rate on all of them together
 * @param warmUp what is not measured, before
 * @param duration what is measured, at least 100 ms
 */
public record ClientEvents(int pairs, int size, Pace pace, Duration warmUp, Duration duration)
        implements Scenario {
    public ClientEvents {
        Bounds.check("pairs", pairs, 1, Bounds.MOST_CONNECTIONS / 2.0);
        Bounds.checkSize(size);
        Bounds.check("warm-up", warmUp);
        Bounds.checkMeasured(duration);
    }

    @Override
    public String name() {
        return "client-events";
    }

    @Override
    public int connections() {
        return 2 * pairs;
    }

    @Override
    public ClientEvents withConnections(int most) {
        return new ClientEvents(most / 2, size, pace, warmUp, duration);
    }

    @Override
    public Map<String, String> settings() {
        return new Settings()
                .with("pairs", pairs)
                .with("size", size)
                .with(pace)
                .with("warm-up", warmUp)
                .with("duration", duration)
                .map();
    }
}
