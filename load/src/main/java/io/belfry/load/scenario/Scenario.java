package io.belfry.load.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is done to a server. Every scenario is bounded in count and time; its constructor throws
 * {@link IllegalArgumentException} naming the component and the limit.
 *
 * <p>Immutable.
 */
public sealed interface Scenario {

    /** As on the command line. */
    String name();

    /** The longest that it may take, the time to connect left out. */
    Duration duration();

    /** How many connections it wants at once, those of the HTTP API included. */
    int connections();

    /** What a connection that only stands there is subscribed to. */
    enum ChannelUse {
        /** Each to a private channel of its own. */
        OWN,
        /** All to one public channel. */
        SHARED,
        /** To nothing. */
        NONE
    }

    /**
     * Many connections that do nothing. Shows what one costs.
     *
     * @param count how many, from 1 to 1,000,000
     * @param base from which on memory is counted, less than {@code count}: what the first ones
     *     cost is mostly the server's own warming up
     * @param connectRate how many are opened a second; 0 for as fast as the server takes them
     * @param channels what they subscribe to
     * @param hold how long they are held, at most a day
     */
    record Idle(int count, int base, double connectRate, ChannelUse channels, Duration hold)
            implements Scenario {
        public Idle {
            Bounds.check("connections", count, 1, Bounds.MOST_CONNECTIONS);
            Bounds.check("base", base, 0, count - 1);
            Bounds.check("connect rate", connectRate, 0, 1_000_000);
            Bounds.check("hold", hold);
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
    }

    /**
     * Events published over the HTTP API to channels with many subscribers.
     *
     * @param count of subscribers, from 1 to 1,000,000, spread evenly over the channels
     * @param channels from 1 to 10,000, at most one for each subscriber
     * @param size of the data of an event, in bytes, from 40 to 1 MiB
     * @param pace in flight counts on each channel, a rate on all of them together
     * @param warmUp what is not measured, before
     * @param duration what is measured
     */
    record Fanout(int count, int channels, int size, Pace pace, Duration warmUp, Duration duration)
            implements Scenario {
        public Fanout {
            Bounds.check("connections", count, 1, Bounds.MOST_CONNECTIONS);
            Bounds.check("channels", channels, 1, Math.min(10_000, count));
            Bounds.checkSize(size);
            Bounds.check("warm-up", warmUp);
            Bounds.check("duration", duration);
        }

        @Override
        public String name() {
            return "fanout";
        }

        @Override
        public int connections() {
            return count;
        }
    }

    /**
     * Clients that send to each other, two on each private channel.
     *
     * @param pairs from 1 to 500,000
     * @param size of the data of an event, in bytes, from 40 to 1 MiB
     * @param pace in flight counts on each pair, a rate on all of them together
     * @param warmUp what is not measured, before
     * @param duration what is measured
     */
    record ClientEvents(int pairs, int size, Pace pace, Duration warmUp, Duration duration)
            implements Scenario {
        public ClientEvents {
            Bounds.check("pairs", pairs, 1, Bounds.MOST_CONNECTIONS / 2.0);
            Bounds.checkSize(size);
            Bounds.check("warm-up", warmUp);
            Bounds.check("duration", duration);
        }

        @Override
        public String name() {
            return "client-events";
        }

        @Override
        public int connections() {
            return 2 * pairs;
        }
    }

    /**
     * Events published over the HTTP API to a channel without subscribers: the cost of the API.
     *
     * @param size of the data of an event, in bytes, from 40 to 1 MiB
     * @param pace in flight is the number of connections to the API, each with one request
     * @param warmUp what is not measured, before
     * @param duration what is measured
     */
    record Publish(int size, Pace pace, Duration warmUp, Duration duration) implements Scenario {
        public Publish {
            Bounds.checkSize(size);
            Bounds.check("warm-up", warmUp);
            Bounds.check("duration", duration);
        }

        @Override
        public String name() {
            return "publish";
        }

        @Override
        public int connections() {
            return 0;
        }
    }

    /**
     * A presence channel whose members see visitors come and go.
     *
     * @param members who stay, from 1 to 10,000
     * @param rate of visitors a second, above 0, up to 10,000
     * @param stay how long a visitor stays, at most a day
     * @param warmUp what is not measured, before
     * @param duration what is measured
     */
    record Presence(int members, double rate, Duration stay, Duration warmUp, Duration duration)
            implements Scenario {
        public Presence {
            Bounds.check("members", members, 1, 10_000);
            Bounds.check("rate", rate, 0.001, 10_000);
            Bounds.check("stay", stay);
            Bounds.check("warm-up", warmUp);
            Bounds.check("duration", duration);
        }

        @Override
        public String name() {
            return "presence";
        }

        @Override
        public int connections() {
            return members + (int) Math.ceil(rate * (stay.toMillis() / 1000.0 + 1));
        }
    }

    /**
     * Clients that come and go all the time, while events are published to those who stay.
     *
     * @param rate of clients a second, above 0, up to 100,000
     * @param stay how long each stays, at most a day
     * @param residents who stay and are published to, from 0 to 1,000,000
     * @param publishRate of events a second, from 0 to 1,000,000; needs a resident
     * @param size of the data of an event, in bytes, from 40 to 1 MiB
     * @param warmUp what is not measured, before
     * @param duration what is measured
     */
    record Churn(
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
            Bounds.check("residents", residents, publishRate > 0 ? 1 : 0, Bounds.MOST_CONNECTIONS);
            Bounds.check("publish rate", publishRate, 0, 1_000_000);
            Bounds.checkSize(size);
            Bounds.check("warm-up", warmUp);
            Bounds.check("duration", duration);
        }

        @Override
        public String name() {
            return "churn";
        }

        @Override
        public int connections() {
            return residents + (int) Math.ceil(rate * (stay.toMillis() / 1000.0 + 1));
        }
    }

    /**
     * All connections are cut at once and come back at once, while strangers connect too.
     *
     * @param count how many, from 1 to 1,000,000
     * @param strangerRate of strangers a second, from 0 to 10,000
     * @param channels what all subscribe to
     * @param patience how long it is waited for the last one to be back, at most a day
     */
    record ReconnectStorm(int count, double strangerRate, ChannelUse channels, Duration patience)
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
    }

    /** The same with fewer connections, as many as are possible. */
    default Scenario withConnections(int most) {
        return switch (this) {
            case Idle it ->
                    new Idle(
                            most,
                            Math.min(it.base, most - 1),
                            it.connectRate,
                            it.channels,
                            it.hold);
            case Fanout it ->
                    new Fanout(
                            most,
                            Math.min(it.channels, most),
                            it.size,
                            it.pace,
                            it.warmUp,
                            it.duration);
            case ClientEvents it ->
                    new ClientEvents(most / 2, it.size, it.pace, it.warmUp, it.duration);
            case Publish it -> it;
            case Presence it ->
                    new Presence(
                            Math.max(1, most - (it.connections() - it.members)),
                            it.rate,
                            it.stay,
                            it.warmUp,
                            it.duration);
            case Churn it ->
                    new Churn(
                            it.rate,
                            it.stay,
                            Math.max(1, most - (it.connections() - it.residents)),
                            it.publishRate,
                            it.size,
                            it.warmUp,
                            it.duration);
            case ReconnectStorm it ->
                    new ReconnectStorm(
                            most - (int) Math.ceil(it.strangerRate),
                            it.strangerRate,
                            it.channels,
                            it.patience);
        };
    }

    /** What was asked for, by option, in the order to be shown in. */
    default Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        switch (this) {
            case Idle it -> {
                all.put("connections", Integer.toString(it.count));
                all.put("base", Integer.toString(it.base));
                all.put("connect-rate", rate(it.connectRate));
                all.put("channels", lower(it.channels));
                all.put("hold", seconds(it.hold));
            }
            case Fanout it -> {
                all.put("connections", Integer.toString(it.count));
                all.put("channels", Integer.toString(it.channels));
                all.put("size", Integer.toString(it.size));
                all.put("pace", it.pace.toString());
                times(all, it.warmUp, it.duration);
            }
            case ClientEvents it -> {
                all.put("pairs", Integer.toString(it.pairs));
                all.put("size", Integer.toString(it.size));
                all.put("pace", it.pace.toString());
                times(all, it.warmUp, it.duration);
            }
            case Publish it -> {
                all.put("size", Integer.toString(it.size));
                all.put("pace", it.pace.toString());
                times(all, it.warmUp, it.duration);
            }
            case Presence it -> {
                all.put("members", Integer.toString(it.members));
                all.put("rate", rate(it.rate));
                all.put("stay", seconds(it.stay));
                times(all, it.warmUp, it.duration);
            }
            case Churn it -> {
                all.put("rate", rate(it.rate));
                all.put("stay", seconds(it.stay));
                all.put("residents", Integer.toString(it.residents));
                all.put("publish-rate", rate(it.publishRate));
                all.put("size", Integer.toString(it.size));
                times(all, it.warmUp, it.duration);
            }
            case ReconnectStorm it -> {
                all.put("connections", Integer.toString(it.count));
                all.put("strangers", rate(it.strangerRate));
                all.put("channels", lower(it.channels));
                all.put("patience", seconds(it.patience));
            }
        }
        return all;
    }

    private static void times(Map<String, String> all, Duration warmUp, Duration duration) {
        all.put("warm-up", seconds(warmUp));
        all.put("duration", seconds(duration));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.4g s", time.toMillis() / 1000.0);
    }

    private static String rate(double perSecond) {
        return perSecond == 0
                ? "unbounded"
                : String.format(Locale.ROOT, "%.6g a second", perSecond);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
