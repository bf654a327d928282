package io.belfry.load.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.belfry.load.measure.Marker;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Pace;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;
import io.netty.buffer.ByteBuf;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * {@link ClientEvents}. Of each pair the wire with the even number sends, and the one with the odd
 * number, which comes next, receives.
 */
final class ClientEventsCourse implements Course, Crowd.Hearer, Paced {
    /** After which a pair that was refused sends again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final long STALLED = Duration.ofSeconds(5).toNanos();

    private final Run run;
    private final ClientEvents scenario;
    private final Crowd crowd;
    private final Measured measured;
    private final Receipts receipts;
    private final int[] sent;
    private final int[] underWay;
    private final int[] refused;
    private final BitSet pausing = new BitSet();
    private final long[] movedAt;
    private boolean stopped = true;
    private double rate;
    private long startedAt;
    private long made;
    private long unsent;
    private long stalls;
    private String refusal = "";

    ClientEventsCourse(Run run, ClientEvents scenario) {
        this.run = run;
        this.scenario = scenario;
        this.sent = new int[scenario.pairs()];
        this.underWay = new int[scenario.pairs()];
        this.refused = new int[scenario.pairs()];
        this.movedAt = new long[scenario.pairs()];
        this.measured = new Measured(run);
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
        boolean over = run.until(scenario.warmUp(), this::isOver);
        if (!over) {
            run.loop.tell(measured::begin);
            over = run.until(scenario.duration(), this::isOver);
        }
        run.loop.tell(this::stop);
        run.until(run.patience, () -> lost() == 0);
        if (over) {
            throw new BrokenOff(
                    "no pair had both of its clients any more; " + run.loop.ask(crowd::lastLost));
        }
    }

    /** Whether nobody is left who could send, or for whom. */
    private boolean isOver() {
        return IntStream.range(0, sent.length).noneMatch(this::isWhole);
    }

    private void begin() {
        stopped = false;
        startedAt = System.nanoTime();
        switch (scenario.pace()) {
            case Pace.InFlight(int count) -> {
                for (int pair = 0; pair < sent.length; pair++) {
                    fill(pair, count);
                }
                run.everySecond(() -> lookForStalls(count));
            }
            case Pace.Rate(double perSecond) -> {
                rate = perSecond;
                keepUp(run.loop);
            }
        }
    }

    private void fill(int pair, int count) {
        long now = System.nanoTime();
        movedAt[pair] = now;
        while (!stopped && !pausing.get(pair) && isWhole(pair) && underWay[pair] < count) {
            underWay[pair]++;
            send(pair, now);
        }
    }

    /** What was lost must not keep the closed loop closed. */
    private void lookForStalls(int count) {
        long now = System.nanoTime();
        for (int pair = 0; pair < sent.length && !stopped; pair++) {
            if (isWhole(pair) && now - movedAt[pair] > STALLED) {
                stalls += underWay[pair];
                underWay[pair] = 0;
                fill(pair, count);
            }
        }
    }

    @Override
    public boolean goesOn() {
        return !stopped;
    }

    @Override
    public long nextDue() {
        return startedAt + (long) (made * 1e9 / rate);
    }

    @Override
    public void doNext(long due) {
        sendIfTaken((int) (made % sent.length), due);
        made++;
    }

    /** What a server does not read must not fill the memory of the tester. */
    private void sendIfTaken(int pair, long due) {
        if (!isWhole(pair)) {
            return;
        }
        if (sender(pair).isWritable()) {
            send(pair, due);
        } else {
            unsent++;
        }
    }

    private void send(int pair, long due) {
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
        sender(pair).send(message);
    }

    private Wire sender(int pair) {
        return crowd.wires().get(2 * pair);
    }

    private boolean isWhole(int pair) {
        return isHeard(pair) && sender(pair).isReady();
    }

    /** Whether the receiver is there, so that it must get whatever was sent to it. */
    private boolean isHeard(int pair) {
        return 2 * pair + 1 < crowd.wires().size() && crowd.wires().get(2 * pair + 1).isReady();
    }

    @Override
    public void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        int pair = Marker.lane(bytes, at);
        if (wire.index != 2 * pair + 1) {
            receipts.astray();
        } else if (receipts.take(pair, 0, bytes, at, now)
                && scenario.pace() instanceof Pace.InFlight(int count)) {
            underWay[pair] = Math.max(0, underWay[pair] - 1);
            fill(pair, count);
        }
    }

    /** An open loop goes on all the same: what is due is due. */
    @Override
    public boolean rejected(Wire wire, String why) {
        int pair = wire.index / 2;
        if (wire != sender(pair)) {
            return false;
        }
        refused[pair]++;
        refusal = why;
        if (scenario.pace() instanceof Pace.InFlight(int count)) {
            underWay[pair] = Math.max(0, underWay[pair] - 1);
            pause(pair, count);
        }
        return true;
    }

    private void pause(int pair, int count) {
        if (!pausing.get(pair)) {
            pausing.set(pair);
            run.loop.after(
                    PAUSE,
                    () -> {
                        pausing.clear(pair);
                        fill(pair, count);
                    });
        }
    }

    private void stop() {
        measured.end();
        stopped = true;
    }

    private long lost() {
        long lost = 0;
        for (int pair = 0; pair < sent.length; pair++) {
            if (isHeard(pair)) {
                Sent all = Sent.certainly(sent[pair]);
                lost += Math.max(0, receipts.missing(pair, sender -> all) - refused[pair]);
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
        concludeRefusals(findings);
        measured.conclude(findings, "delivery", receipts.delivered());
        crowd.conclude(findings);
        if (stalls > 0) {
            findings.remark(
                    "%,d events had not arrived 5 seconds after the last one of their pair, and"
                                    .formatted(stalls)
                            + " others were sent in their place.");
        }
        if (unsent > 0) {
            findings.remark(
                    "The server did not keep up: %,d events were due and could not be sent."
                            .formatted(unsent));
        }
    }

    private void concludeRefusals(Findings findings) {
        long all = IntStream.of(refused).asLongStream().sum();
        findings.count("refused", "client events that were refused", all);
        if (all == 0) {
            return;
        }
        findings.remark(
                "%,d client events were refused, the last one because %s.".formatted(all, refusal));
        findings.remark(
                "How many a client may send is client_events_per_second in the settings of the app;"
                        + " 10, if it is not set. Who is refused in a closed loop pauses for a"
                        + " second.");
    }
}
