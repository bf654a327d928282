package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * Clients that come and go all the time, while events are published to those who stay.
 *
 * @param rate of clients a second, from 0.001 to 100,000
 * @param stay how long each stays, at most a day, and so that at most 1,000,000 are there
 * @param residents who stay and are published to, from 0 to 1,000,000
 * @param publishRate of events a second, from 0 to 1,000,000; needs a resident
 * @param size of the data of an event, in bytes, from 40 to 1 MiB
 * @param warmUp what is not measured, before
 * @param duration what is measured, at least 100 ms
 */
public record Churn(
        double rate,
        Duration stay,
        int residents,
        double publishRate,
        int size,
        Duration warmUp,
        Duration duration)
        implements Scenario {
    public Churn {
        Bounds.check("rate", rate, 0.001, 100_000);
        Bounds.check("stay", stay);
        Bounds.checkVisitors(rate, stay);
        Bounds.check("publish rate", publishRate, 0, 1_000_000);
        Bounds.check("residents", residents, publishRate > 0 ? 1 : 0, Bounds.MOST_CONNECTIONS);
        Bounds.checkSize(size);
        Bounds.check("warm-up", warmUp);
        Bounds.checkMeasured(duration);
    }

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public int connections() {
        return residents + lanes() + Bounds.visitors(rate, stay);
    }

    /** How many connections to the API publish to the residents. */
    public int lanes() {
        return publishRate > 0 ? new Pace.Rate(publishRate).lanes(1) : 0;
    }

    @Override
    public Churn withConnections(int most) {
        int fewer = most - lanes() - Bounds.visitors(rate, stay);
        return new Churn(rate, stay, fewer, publishRate, size, warmUp, duration);
    }

    @Override
    public Map<String, String> settings() {
        return new Settings()
                .withRate("rate", rate)
                .with("stay", stay)
                .with("residents", residents)
                .withRate("publish-rate", publishRate)
                .with("size", size)
                .with("warm-up", warmUp)
                .with("duration", duration)
                .map();
    }
}
