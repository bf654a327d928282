package io.belfry.load.run;

import io.belfry.load.measure.Marker;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;
import io.netty.buffer.ByteBuf;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link Fanout}. A subscriber with the number n is on the channel n modulo the number of channels;
 * a lane likewise.
 */
final class FanoutCourse implements Course, Crowd.Hearer {
    private final Run run;
    private final Fanout scenario;
    private final Crowd crowd;
    private final Measured measured;
    private final Publishers publishers;
    private final Receipts receipts;
    private final int[] audience;

    FanoutCourse(Run run, Fanout scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run);
        this.crowd = new Crowd(run, index -> Wish.channel(channel(index)), this);
        this.audience = new int[scenario.channels()];
        int lanesPerChannel = scenario.lanesPerChannel();
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

    private String channel(int index) {
        return "bench-" + run.token + "-" + index % scenario.channels();
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        crowd.gather(scenario.count(), 0);
        run.loop.tell(this::begin);
        run.pass(scenario.warmUp());
        run.loop.tell(measured::begin);
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(run.patience, () -> publishers.isQuiet() && lost() == 0);
        publishers.requireAnswers();
    }

    private void begin() {
        Arrays.fill(audience, 0);
        for (Wire wire : crowd.wires()) {
            if (wire.isReady()) {
                audience[wire.index % audience.length]++;
            }
        }
        publishers.start(scenario.pace());
    }

    private void stop() {
        measured.end();
        publishers.stop();
    }

    @Override
    public void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        int lane = Marker.lane(bytes, at);
        int channels = audience.length;
        if (lane % channels != wire.index % channels) {
            receipts.astray();
        } else if (receipts.take(wire.index, lane / channels, bytes, at, now)) {
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
                                wire.index, sender -> publishers.sent(sender * channels + channel));
            }
        }
        return lost;
    }

    @Override
    public String status() {
        return "%,d connections, %,d delivered, p99 %s"
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
