package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;
import io.belfry.load.wire.WireListener;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * {@link ReconnectStorm}. Whoever does not get in tries again after a second, as client libraries
 * do.
 */
final class StormCourse implements Course, WireListener {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STRANGER_STAY = Duration.ofMillis(200);

    /** So many begin to come back at a time, else strangers would wait in here for all of them. */
    private static final int SLICE = 64;

    private static final Duration BETWEEN_SLICES = Duration.ofMillis(1);

    private final Run run;
    private final ReconnectStorm scenario;
    private final Crowd crowd;
    private final Visitors strangers;
    private final Measured measured;
    private final Latency returning = new Latency("return", "from being cut to subscribed again");

    private final BitSet returned = new BitSet();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private long cutAt;
    private int cut;
    private int back;
    private int retries;
    private long lastBackAt;

    StormCourse(Run run, ReconnectStorm scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run);
        this.crowd = new Crowd(run, this::wish, new Crowd.Hearer() {});
        this.strangers =
                new Visitors(
                        run,
                        measured,
                        scenario.strangerRate(),
                        STRANGER_STAY,
                        (index, due) -> Wish.channel("bench-" + run.token + "-strangers"));
        run.timeline.watch("back", "connections that are back", "", () -> back);
    }

    private Wish wish(int index) {
        return Channels.wish(scenario.channels(), run.token, index);
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        crowd.gather(scenario.count(), 0);
        run.pass(run.settling);
        run.loop.tell(this::cut);
        run.until(scenario.patience(), () -> back >= cut);
        run.loop.tell(this::stop);
        // Where all are back within a second, nobody has been told of it yet.
        run.tellStatus();
    }

    private void cut() {
        measured.begin();
        cutAt = System.nanoTime();
        lastBackAt = cutAt;
        for (Wire wire : crowd.wires()) {
            if (wire.isReady()) {
                wire.cut();
                waiting.add(wire.index);
            }
        }
        cut = waiting.size();
        if (scenario.strangerRate() > 0) {
            strangers.start();
        }
        openSome();
    }

    private void openSome() {
        for (int i = 0; i < SLICE && !waiting.isEmpty(); i++) {
            open(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            run.loop.after(BETWEEN_SLICES, this::openSome);
        }
    }

    private void open(int index) {
        Wire.open(run.loop, run.dialect, wish(index), this, index, cutAt);
    }

    private void stop() {
        measured.end();
        strangers.stop();
    }

    @Override
    public void ready(Wire wire) {
        back++;
        lastBackAt = System.nanoTime();
        if (!returned.get(wire.index)) {
            returned.set(wire.index);
            returning.record(lastBackAt - cutAt, true);
        }
    }

    @Override
    public void ended(Wire wire, String why) {
        run.ended(wire, why);
        if (wire.wasReady()) {
            back--;
        }
        if (measured.isOpen()) {
            retries++;
            run.loop.after(RETRY, () -> open(wire.index));
        }
    }

    @Override
    public String status() {
        if (cutAt == 0) {
            return "%,d connections, not cut yet".formatted(crowd.ready());
        }
        return "%,d connections, %,d cut, %,d back, %,d retries"
                .formatted(crowd.ready(), cut, back, retries);
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        if (cut > 0 && back >= cut) {
            findings.figure(
                    "all_back_after",
                    "seconds until the last one was back",
                    (lastBackAt - cutAt) / 1e9,
                    "s");
        }
        findings.count("cut", "connections cut", cut);
        findings.count("back", "connections that came back", back);
        findings.count("retries", "attempts that failed and were repeated", retries);
        findings.latency(returning);
        if (scenario.strangerRate() > 0) {
            strangers.conclude(findings);
        }
        measured.conclude(findings, "connection", back);
        crowd.conclude(findings);
        if (back < cut) {
            findings.remark("%,d connections did not come back.".formatted(cut - back));
        }
    }
}
