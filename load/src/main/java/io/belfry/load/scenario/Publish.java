package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * Events published over the HTTP API to a channel without subscribers: the cost of the API.
 *
 * @param size of the data of an event, in bytes, from 40 to 1 MiB
 * @param pace in flight is the number of connections to the API, each with one request
 * @param warmUp what is not measured, before
 * @param duration what is measured, at least 100 ms
 */
public record Publish(int size, Pace pace, Duration warmUp, Duration duration) implements Scenario {
    public Publish {
        Bounds.checkSize(size);
        Bounds.check("warm-up", warmUp);
        Bounds.checkMeasured(duration);
    }

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public int connections() {
        return lanes();
    }

    /** How many connections to the API it takes. */
    public int lanes() {
        return pace.lanes(1);
    }

    @Override
    public Publish withConnections(int most) {
        if (pace instanceof Pace.Rate) {
            throw new IllegalArgumentException("a rate needs " + lanes() + " connections");
        }
        return new Publish(size, new Pace.InFlight(most), warmUp, duration);
    }

    @Override
    public Map<String, String> settings() {
        return new Settings()
                .with("size", size)
                .with(pace)
                .with("warm-up", warmUp)
                .with("duration", duration)
                .map();
    }
}
