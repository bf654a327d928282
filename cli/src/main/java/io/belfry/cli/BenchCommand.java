package io.belfry.cli;

import io.belfry.cli.settings.Quantity;
import io.belfry.cli.settings.SettingsRefused;
import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.function.Supplier;

/** {@code belfry bench}: loads a server and measures it, one subcommand for each scenario. */
@Command(
        name = "bench",
        description = "Loads a server that speaks Pusher Channels, and measures it.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
    private static final String IN_FLIGHT = "--in-flight";
    private static final String UNDER_WAY = "Closed loop: so many are under way at any time";

    @Spec private CommandSpec spec;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    BenchCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Times as in the settings. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Quantity.duration(text);
        }
    }

    /** The times of what is measured. */
    static final class Times {
        @Option(
                names = "--warm-up",
                paramLabel = "TIME",
                converter = Time.class,
                defaultValue = "5s",
                description = "Not measured, before: 5s if not given.")
        private Duration warmUp = Duration.ZERO;

        @Option(
                names = "--duration",
                paramLabel = "TIME",
                converter = Time.class,
                defaultValue = "20s",
                description = "Measured: 20s if not given.")
        private Duration duration = Duration.ZERO;
    }

    /** How large what is sent is. */
    static final class Size {
        @Option(
                names = "--size",
                paramLabel = "BYTES",
                defaultValue = "128",
                description = "The data of an event: 128 if not given.")
        private int bytes;
    }

    /** What clients that only come subscribe to. */
    static final class Joining {
        @Option(
                names = "--channels",
                paramLabel = "KIND",
                defaultValue = "own",
                description =
                        "own (a private one for each), shared (a public one for all), or none; own"
                                + " if not given.")
        private ChannelUse channels = ChannelUse.OWN;
    }

    /** How fast messages are sent: one way or the other. */
    static final class Speed {
        @Option(
                names = "--rate",
                paramLabel = "N",
                description =
                        "Open loop instead: so many a second, whether the server keeps up or not.")
        private @Nullable Double rate;

        private Pace pace(@Nullable Integer inFlight, int usual) {
            if (inFlight != null && rate != null) {
                throw new IllegalArgumentException("Only one of --in-flight and --rate can be");
            }
            if (rate != null) {
                return new Pace.Rate(rate);
            }
            return new Pace.InFlight(inFlight == null ? usual : inFlight);
        }
    }

    @Command(
            name = "idle",
            description = "Many connections that do nothing: what one costs.",
            mixinStandardHelpOptions = true)
    int idle(
            @Mixin BenchOptions options,
            @Mixin Joining joining,
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "10000",
                            description = "How many: 10000 if not given.")
                    int connections,
            @Option(
                            names = "--base",
                            paramLabel = "N",
                            defaultValue = "2000",
                            description =
                                    "Memory is counted beyond these first ones, at most half of"
                                            + " all: 2000 if not given.")
                    int base,
            @Option(
                            names = "--connect-rate",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "How many a second; as fast as possible if not given.")
                    double connectRate,
            @Option(
                            names = "--hold",
                            paramLabel = "TIME",
                            converter = Time.class,
                            defaultValue = "30s",
                            description = "How long they are held: 30s if not given.")
                    Duration hold)
            throws Failure, SettingsRefused {
        return bench(
                options, () -> new Idle(connections, base, connectRate, joining.channels, hold));
    }

    @Command(
            name = "fanout",
            description = "Events published to channels with many subscribers.",
            mixinStandardHelpOptions = true)
    int fanout(
            @Mixin BenchOptions options,
            @Mixin Speed speed,
            @Mixin Times times,
            @Mixin Size size,
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "Subscribers: 1000 if not given.")
                    int connections,
            @Option(
                            names = "--channels",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Over so many channels: 1 if not given.")
                    int channels,
            @Option(
                            names = IN_FLIGHT,
                            paramLabel = "N",
                            description = UNDER_WAY + " on each channel: 16 if not given.")
                    @Nullable Integer inFlight)
            throws Failure, SettingsRefused {
        return bench(
                options,
                () ->
                        new Fanout(
                                connections,
                                channels,
                                size.bytes,
                                speed.pace(inFlight, 16),
                                times.warmUp,
                                times.duration));
    }

    @Command(
            name = "client-events",
            description = "Clients that send to each other, two on each private channel.",
            mixinStandardHelpOptions = true)
    int clientEvents(
            @Mixin BenchOptions options,
            @Mixin Speed speed,
            @Mixin Times times,
            @Mixin Size size,
            @Option(
                            names = "--pairs",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "Pairs of clients: 100 if not given.")
                    int pairs,
            @Option(
                            names = IN_FLIGHT,
                            paramLabel = "N",
                            description = UNDER_WAY + " for each pair: 1 if not given.")
                    @Nullable Integer inFlight)
            throws Failure, SettingsRefused {
        return bench(
                options,
                () ->
                        new ClientEvents(
                                pairs,
                                size.bytes,
                                speed.pace(inFlight, 1),
                                times.warmUp,
                                times.duration));
    }

    @Command(
            name = "publish",
            description = "Events published to a channel without subscribers: the HTTP API alone.",
            mixinStandardHelpOptions = true)
    int publish(
            @Mixin BenchOptions options,
            @Mixin Speed speed,
            @Mixin Times times,
            @Mixin Size size,
            @Option(
                            names = IN_FLIGHT,
                            paramLabel = "N",
                            description = UNDER_WAY + ": 16 if not given.")
                    @Nullable Integer inFlight)
            throws Failure, SettingsRefused {
        return bench(
                options,
                () ->
                        new Publish(
                                size.bytes,
                                speed.pace(inFlight, 16),
                                times.warmUp,
                                times.duration));
    }

    @Command(
            name = "presence",
            description = "A presence channel whose members see visitors come and go.",
            mixinStandardHelpOptions = true)
    int presence(
            @Mixin BenchOptions options,
            @Mixin Times times,
            @Option(
                            names = "--members",
                            paramLabel = "N",
                            defaultValue = "40",
                            description = "Who stay: 40 if not given.")
                    int members,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "Visitors a second: 20 if not given.")
                    double rate,
            @Option(
                            names = "--stay",
                            paramLabel = "TIME",
                            converter = Time.class,
                            defaultValue = "2s",
                            description = "How long one stays: 2s if not given.")
                    Duration stay)
            throws Failure, SettingsRefused {
        return bench(
                options, () -> new Presence(members, rate, stay, times.warmUp, times.duration));
    }

    @Command(
            name = "churn",
            description = "Clients that come and go while events are published to others.",
            mixinStandardHelpOptions = true)
    int churn(
            @Mixin BenchOptions options,
            @Mixin Times times,
            @Mixin Size size,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "Newcomers a second: 200 if not given.")
                    double rate,
            @Option(
                            names = "--stay",
                            paramLabel = "TIME",
                            converter = Time.class,
                            defaultValue = "5s",
                            description = "How long one stays: 5s if not given.")
                    Duration stay,
            @Option(
                            names = "--residents",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "Who stay and are published to: 100 if not given.")
                    int residents,
            @Option(
                            names = "--publish-rate",
                            paramLabel = "N",
                            defaultValue = "500",
                            description = "Events a second: 500 if not given.")
                    double publishRate)
            throws Failure, SettingsRefused {
        return bench(
                options,
                () ->
                        new Churn(
                                rate,
                                stay,
                                residents,
                                publishRate,
                                size.bytes,
                                times.warmUp,
                                times.duration));
    }

    @Command(
            name = "reconnect-storm",
            description = "All connections are cut at once and come back at once.",
            mixinStandardHelpOptions = true)
    int reconnectStorm(
            @Mixin BenchOptions options,
            @Mixin Joining joining,
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "5000",
                            description = "How many: 5000 if not given.")
                    int connections,
            @Option(
                            names = "--strangers",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "Others who come meanwhile, a second: 20 if not given.")
                    double strangers,
            @Option(
                            names = "--patience",
                            paramLabel = "TIME",
                            converter = Time.class,
                            defaultValue = "60s",
                            description = "How long the last one is waited for: 60s if not given.")
                    Duration patience)
            throws Failure, SettingsRefused {
        return bench(
                options,
                () -> new ReconnectStorm(connections, strangers, joining.channels, patience));
    }

    private int bench(BenchOptions options, Supplier<Scenario> scenario)
            throws Failure, SettingsRefused {
        return new BenchRun(spec.commandLine(), options).run(checked(scenario));
    }

    private static Scenario checked(Supplier<Scenario> scenario) throws Failure {
        try {
            return scenario.get();
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage() + ".", e);
        }
    }
}
