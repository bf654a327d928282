package io.belfry.load.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.belfry.load.measure.Marker;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.target.LoadFailed;
import io.belfry.load.target.Wish;
import io.belfry.load.wire.Wire;
import io.netty.buffer.ByteBuf;

import java.time.Duration;
import java.util.Arrays;

/**
 * {@link Scenario.ClientEvents}. Of each pair the wire with the even number sends, and the one with
 * the odd number, which comes next, receives.
 */
final class ClientEventsCourse implements Course, Crowd.Hearer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Run run;
    private final Scenario.ClientEvents scenario;
    private final Crowd crowd;
    private final Measured measured;
    private final Receipts receipts;
    private final int[] sent;
    private boolean stopped = true;
    private long startedAt;
    private long made;

    ClientEventsCourse(Run run, Scenario.ClientEvents scenario) {
        this.run = run;
        this.scenario = scenario;
        this.sent = new int[scenario.pairs()];
        this.measured = new Measured(run.server);
        this.crowd = new Crowd(run, index -> Wish.channel(channel(index / 2)), this);
        this.receipts = new Receipts(run, measured, 1);
    }

    private String channel(int pair) {
        return "private-bench-" + run.token + "-pair-" + pair;
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        crowd.gather(scenario.connections(), 0);
        run.loop.tell(this::begin);
        run.pass(scenario.warmUp());
        run.loop.tell(() -> {
            measured.begin();
            receipts.measure();
        });
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(PATIENCE, () -> lost() == 0);
    }

    private void begin() {
        stopped = false;
        startedAt = System.nanoTime();
        switch (scenario.pace()) {
            case Pace.InFlight(int count) -> {
                for (int pair = 0; pair < sent.length; pair++) {
                    for (int i = 0; i < count; i++) {
                        send(pair, System.nanoTime());
                    }
                }
            }
            case Pace.Rate(double perSecond) -> sendDue(perSecond);
        }
    }

    private void sendDue(double perSecond) {
        if (stopped) {
            return;
        }
        long due = nextDue(perSecond);
        while (due - System.nanoTime() <= 0) {
            send((int) (made % sent.length), due);
            made++;
            due = nextDue(perSecond);
        }
        run.loop.at(due, () -> sendDue(perSecond));
    }

    private long nextDue(double perSecond) {
        return startedAt + (long) (made * 1e9 / perSecond);
    }

    private void send(int pair, long due) {
        if (!isWhole(pair)) {
            return;
        }
        String head =
                "{\"event\":\"client-bench\",\"channel\":\"" + channel(pair) + "\",\"data\":\"";
        byte[] message = new byte[head.length() + scenario.size() + 2];
        Arrays.fill(message, (byte) 'x');
        byte[] headBytes = head.getBytes(US_ASCII);
        System.arraycopy(headBytes, 0, message, 0, headBytes.length);
        Marker.write(message, headBytes.length, pair, sent[pair], due);
        message[message.length - 2] = '"';
        message[message.length - 1] = '}';
        sent[pair]++;
        crowd.wires().get(2 * pair).send(message);
    }

    private boolean isWhole(int pair) {
        return crowd.wires().get(2 * pair).isReady() && crowd.wires().get(2 * pair + 1).isReady();
    }

    @Override
    public void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        int pair = Marker.lane(bytes, at);
        if (receipts.take(pair, 0, bytes, at, now)
                && !stopped
                && scenario.pace() instanceof Pace.InFlight) {
            send(pair, System.nanoTime());
        }
    }

    private void stop() {
        measured.end();
        stopped = true;
    }

    private long lost() {
        long lost = 0;
        for (int pair = 0; pair < sent.length; pair++) {
            if (2 * pair + 1 < crowd.wires().size() && isWhole(pair)) {
                int all = sent[pair];
                lost += receipts.missing(pair, sender -> all);
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
        measured.conclude(findings, "delivery", receipts.delivered());
        crowd.conclude(findings);
    }
}
