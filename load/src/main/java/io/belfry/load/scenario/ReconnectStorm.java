package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * All connections are cut at once and come back at once, while strangers connect too.
 *
 * @param count how many, from 1 to 1,000,000
 * @param strangerRate of strangers a second, from 0 to 10,000
 * @param channels what all subscribe to
 * @param patience how long it is waited for the last one to be back, at most a day
 */
public record ReconnectStorm(int count, double strangerRate, ChannelUse channels, Duration patience)
        implements Scenario {
    public ReconnectStorm {
        Bounds.check("connections", count, 1, Bounds.MOST_CONNECTIONS);
        Bounds.check("strangers", strangerRate, 0, 10_000);
        Bounds.check("patience", patience);
    }

    @Override
    public String name() {
        return "reconnect-storm";
    }

    @Override
    public Duration duration() {
        return patience;
    }

    @Override
    public int connections() {
        return count + (int) Math.ceil(strangerRate);
    }

    @Override
    public ReconnectStorm withConnections(int most) {
        int fewer = most - (int) Math.ceil(strangerRate);
        return new ReconnectStorm(fewer, strangerRate, channels, patience);
    }

    @Override
    public Map<String, String> settings() {
        return new Settings()
                .with("connections", count)
                .withRate("strangers", strangerRate)
                .with("channels", channels)
                .with("patience", patience)
                .map();
    }
}
