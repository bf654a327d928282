package io.belfry.load.run;

import io.belfry.load.measure.Marker;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.target.LoadFailed;
import io.belfry.load.target.Wish;
import io.belfry.load.wire.Wire;
import io.netty.buffer.ByteBuf;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link Scenario.Fanout}. A subscriber with the number n is on the channel n modulo the number of
 * channels; a lane likewise.
 */
final class FanoutCourse implements Course, Crowd.Hearer {
    /** Over so many lanes of the API an open loop is spread, on each channel. */
    private static final int OPEN_LANES = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Run run;
    private final Scenario.Fanout scenario;
    private final Crowd crowd;
    private final Measured measured;
    private final Publishers publishers;
    private final Receipts receipts;
    private final int[] audience;

    FanoutCourse(Run run, Scenario.Fanout scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run.server);
        this.crowd = new Crowd(run, index -> Wish.channel(channel(index)), this);
        this.audience = new int[scenario.channels()];
        int lanesPerChannel = lanesPerChannel(scenario);
        List<String> lanes =
                IntStream.range(0, lanesPerChannel * scenario.channels())
                        .mapToObj(this::channel)
                        .toList();
        this.publishers =
                new Publishers(
                        run,
                        measured,
                        lanes,
                        scenario.size(),
                        lane -> audience[lane % scenario.channels()]);
        this.receipts = new Receipts(run, measured, lanesPerChannel);
    }

    private static int lanesPerChannel(Scenario.Fanout scenario) {
        return switch (scenario.pace()) {
            case Pace.InFlight(int count) -> count;
            case Pace.Rate any -> Math.max(1, OPEN_LANES / scenario.channels());
        };
    }

    private String channel(int index) {
        return "bench-" + run.token + "-" + index % scenario.channels();
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        crowd.gather(scenario.count(), 0);
        run.loop.tell(this::begin);
        run.pass(scenario.warmUp());
        run.loop.tell(this::measure);
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(PATIENCE, () -> publishers.isQuiet() && lost() == 0);
    }

    private void begin() {
        for (Wire wire : crowd.wires()) {
            if (wire.isReady()) {
                audience[wire.index % audience.length]++;
            }
        }
        publishers.start(scenario.pace());
    }

    private void measure() {
        measured.begin();
        receipts.measure();
        publishers.measure();
    }

    private void stop() {
        measured.end();
        publishers.stop();
    }

    @Override
    public void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        int lane = Marker.lane(bytes, at);
        int channels = audience.length;
        if (receipts.take(wire.index, lane / channels, bytes, at, now)) {
            publishers.arrived(lane, Marker.sequence(bytes, at));
        }
    }

    @Override
    public void lost(Wire wire) {
        audience[wire.index % audience.length]--;
    }

    private long lost() {
        int channels = audience.length;
        long lost = 0;
        for (Wire wire : crowd.wires()) {
            if (wire.isReady()) {
                int channel = wire.index % channels;
                lost +=
                        receipts.missing(
                                wire.index,
                                sender -> publishers.taken(sender * channels + channel));
            }
        }
        return lost;
    }

    @Override
    public String status() {
        return "%,d connections, %,d delivered, p99 %.1f ms"
                .formatted(crowd.ready(), receipts.received(), receipts.lastHigh());
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        receipts.conclude(findings, lost());
        publishers.conclude(findings);
        measured.conclude(findings, "delivery", receipts.delivered());
        crowd.conclude(findings);
        publishers.close();
    }
}
