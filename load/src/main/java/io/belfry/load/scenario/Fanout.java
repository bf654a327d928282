package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * Events published over the HTTP API to channels with many subscribers.
 *
 * @param count of subscribers, from 1 to 1,000,000, spread evenly over the channels
 * @param channels from 1 to 10,000, at most one for each subscriber
 * @param size of the data of an event, in bytes, from 40 to 1 MiB
 * @param pace in flight counts on each channel, a rate on all of them together. At most 10,000 are
 *     in flight on all channels together, as each takes a connection to the API
 * @param warmUp what is not measured, before
 * @param duration what is measured, at least 100 ms
 */
public record Fanout(
        int count, int channels, int size, Pace pace, Duration warmUp, Duration duration)
        implements Scenario {
    public Fanout {
        Bounds.check("connections", count, 1, Bounds.MOST_CONNECTIONS);
        Bounds.check("channels", channels, 1, Math.min(10_000, count));
        Bounds.checkSize(size);
        Bounds.check(
                "in flight on all channels together",
                (double) channels * pace.lanes(channels),
                1,
                Bounds.MOST_LANES);
        Bounds.check("warm-up", warmUp);
        Bounds.checkMeasured(duration);
    }

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public int connections() {
        return count + lanesPerChannel() * channels;
    }

    /** How many connections to the API publish to each channel. */
    public int lanesPerChannel() {
        return pace.lanes(channels);
    }

    @Override
    public Fanout withConnections(int most) {
        int fewer = most - lanesPerChannel() * channels;
        return new Fanout(fewer, Math.min(channels, fewer), size, pace, warmUp, duration);
    }

    @Override
    public Map<String, String> settings() {
        return new Settings()
                .with("connections", count)
                .with("channels", channels)
                .with("size", size)
                .with(pace)
                .with("warm-up", warmUp)
                .with("duration", duration)
                .map();
    }
}
