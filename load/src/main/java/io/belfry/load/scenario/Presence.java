package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * A presence channel whose members see visitors come and go.
 *
 * @param members who stay, from 1 to 10,000
 * @param rate of visitors a second, from 0.001 to 10,000
 * @param stay how long a visitor stays, at most a day, and so that at most 1,000,000 are there
 * @param warmUp what is not measured, before
 * @param duration what is measured, at least 100 ms
 */
public record Presence(int members, double rate, Duration stay, Duration warmUp, Duration duration)
        implements Scenario {
    public Presence {
        Bounds.check("members", members, 1, 10_000);
        Bounds.check("rate", rate, 0.001, 10_000);
        Bounds.check("stay", stay);
        Bounds.checkVisitors(rate, stay);
        Bounds.check("warm-up", warmUp);
        Bounds.checkMeasured(duration);
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public int connections() {
        return members + Bounds.visitors(rate, stay);
    }

    @Override
    public Presence withConnections(int most) {
        int fewer = most - Bounds.visitors(rate, stay);
        return new Presence(fewer, rate, stay, warmUp, duration);
    }

    @Override
    public Map<String, String> settings() {
        return new Settings()
                .with("members", members)
                .withRate("rate", rate)
                .with("stay", stay)
                .with("warm-up", warmUp)
                .with("duration", duration)
                .map();
    }
}
